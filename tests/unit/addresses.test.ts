import { describe, expect, it } from "vitest"
import { embedCodeUrl, replaceEmbedCode } from "@/lib/content/embed-code"
import { findLinks, soleWebUrl } from "@/lib/content/find-links"
import { documentFromText } from "@/lib/content/plain-text"
import { unwrapUrl } from "@/lib/content/unwrap-url"
import { isLinkUrl, isWebUrl } from "@/lib/content/url"

const linksIn = (text: string) => findLinks(text).map(({ from, to, href }) => [text.slice(from, to), href])

describe("addresses in a sentence", () => {
  it.each([
    ["See https://example.org/a, ok", "https://example.org/a"],
    ["(https://example.org/a)", "https://example.org/a"],
    ["https://en.wikipedia.org/wiki/Storm_(disambiguation).", "https://en.wikipedia.org/wiki/Storm_(disambiguation)"],
    ["“https://example.org/a?b=c&d=e#f”!", "https://example.org/a?b=c&d=e#f"],
    ["見る：https://example.org/a。次", "https://example.org/a"],
    ["https://de.wikipedia.org/wiki/München;", "https://de.wikipedia.org/wiki/München"],
  ])("%s", (text, href) => expect(linksIn(text)).toEqual([[href, href]]))

  it("may lack their beginning, be of mail, or call a phone", () => {
    expect(linksIn("at www.example.org: ask jo@example.org.")).toEqual([
      ["www.example.org", "https://www.example.org"],
      ["jo@example.org", "mailto:jo@example.org"],
    ])
    expect(linksIn("example.com/a and bbc.co.uk")).toEqual([
      ["example.com/a", "https://example.com/a"],
      ["bbc.co.uk", "https://bbc.co.uk"],
    ])
    expect(linksIn("tel:+442079460000!")).toEqual([["tel:+442079460000", "tel:+442079460000"]])
    expect([isLinkUrl("tel:+44 20 7946 0000"), isLinkUrl("tel:javascript"), isWebUrl("tel:+442079460000")]).toEqual([
      true,
      false,
      false,
    ])
  })

  it.each([
    "Ende.In der Nacht",
    "z.B. so",
    "the 3.5 per cent",
    "Node.js",
    "a@b",
    "10:30",
    "@jo.example",
    "file.txt",
    "1.FC",
    "e.g.this",
  ])("are not: %s", (text) => expect(linksIn(text)).toEqual([]))

  it("alone on a line are what a player or card is made of", () => {
    expect(soleWebUrl(" youtu.be/dQw4w9WgXcQ ")).toBe("https://youtu.be/dQw4w9WgXcQ")
    expect(soleWebUrl("www.youtube.com/watch?v=dQw4w9WgXcQ")).toBe("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    expect([soleWebUrl("see youtu.be/x"), soleWebUrl("jo@example.org"), soleWebUrl("words")]).toEqual([
      null,
      null,
      null,
    ])
  })

  it("cost little, however long and broken the text", () => {
    for (const part of [
      "a.",
      "https://",
      "www.a",
      "(",
      "a@b.",
      "https://a.de/(",
      "-a.de",
      "<iframe src=",
      "<div class=twitter-tweet>",
      "<iframe></",
    ]) {
      const text = part.repeat(Math.ceil(100_000 / part.length))
      const began = performance.now()
      documentFromText(text)
      expect(performance.now() - began, part).toBeLessThan(400)
    }
  })
})

describe("what a service led through itself", () => {
  const target = "https://example.org/report?id=7"
  const encoded = encodeURIComponent(target)
  it.each([
    "https://urldefense.com/v3/__https://example.org/report?id=7__;!!AbC!xyz$",
    "https://urldefense.com/v3/__https:/example.org/report*id=7__;Pw!!AbC!xyz$",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_report-3Fid-3D7&d=DwM&c=x",
    `https://urldefense.proofpoint.com/v1/url?u=${encoded}&k=x`,
    `https://eur03.safelinks.protection.outlook.com/?url=${encoded}&data=05`,
    `https://www.google.com/url?q=${encoded}&sa=D`,
    `https://www.google.com/url?sa=t&url=${encoded}`,
    `https://l.facebook.com/l.php?u=${encoded}&h=x`,
    `https://slack-redir.net/link?url=${encoded}`,
    `https://linkprotect.cudasvc.com/url?a=${encoded}&c=E`,
    `https://www.youtube.com/redirect?q=${encoded}`,
    `https://protect2.fireeye.com/v1/url?k=x&u=${encoded}`,
    `https://secure-web.cisco.com/1abc/${encoded}`,
    `https://l.facebook.com/l.php?u=${encodeURIComponent(`https://www.google.com/url?q=${encoded}`)}`,
  ])("leads to its target: %s", (address) => expect(unwrapUrl(address)).toEqual({ url: target, guarded: false }))

  it("leads to the site where the rest is hidden, and else stays", () => {
    expect(unwrapUrl("https://protect-eu.mimecast.com/s/AbCd?domain=example.org")).toEqual({
      url: "https://example.org/",
      guarded: true,
    })
    for (const address of [
      target,
      "https://www.google.com/search?q=https://example.org",
      "https://l.facebook.com/l.php?u=javascript:alert(1)",
      "no address",
    ])
      expect(unwrapUrl(address)).toEqual({ url: address, guarded: false })
  })

  it("is led to its target wherever a program sends text", () => {
    const { content } = documentFromText(
      `Read https://slack-redir.net/link?url=${encoded}.\n\nhttps://l.facebook.com/l.php?u=${encoded}`,
    )
    expect(JSON.stringify(content)).toContain(`"href":"${target}"`)
    expect(content[1]).toEqual({ type: "embed", attrs: { url: target } })
  })
})

describe("embed code", () => {
  it.each([
    [
      '<iframe width="560" height="315" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=abc" allowfullscreen></iframe>',
      "https://www.youtube.com/embed/dQw4w9WgXcQ?si=abc",
    ],
    [
      "<iframe src='//player.vimeo.com/video/76979871?h=8272103f6e&amp;app_id=1'></iframe>\n<p><a href='https://vimeo.com/76979871'>x</a></p>",
      "https://player.vimeo.com/video/76979871?h=8272103f6e&app_id=1",
    ],
    [
      '<blockquote class="twitter-tweet"><p>Now <a href="https://t.co/x">pic</a></p>&mdash; NASA <a href="https://twitter.com/NASA/status/20?ref_src=twsrc">May</a></blockquote> <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>',
      "https://twitter.com/NASA/status/20?ref_src=twsrc",
    ],
    [
      '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CUbHfhpswxt/?utm_source=ig" data-instgrm-version="14"><div> <a href="https://example.org">x</a></div></blockquote>\n<script async src="//www.instagram.com/embed.js"></script>',
      "https://www.instagram.com/p/CUbHfhpswxt/?utm_source=ig",
    ],
    [
      '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@scout2015/video/6718335390845095173" data-video-id="6718335390845095173"><section></section></blockquote><script async src="https://www.tiktok.com/embed.js"></script>',
      "https://www.tiktok.com/@scout2015/video/6718335390845095173",
    ],
    [
      '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3kx2abcdefg2a" data-bluesky-cid="x"><p>Hi</p></blockquote><script async src="https://embed.bsky.app/static/embed.js"></script>',
      "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kx2abcdefg2a",
    ],
    [
      '<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="durov/43" data-width="100%"></script>',
      "https://t.me/durov/43",
    ],
    [
      '<div class="flourish-embed flourish-chart" data-src="visualisation/123456"><script src="https://public.flourish.studio/resources/embed.js"></script></div>',
      "https://public.flourish.studio/visualisation/123456",
    ],
    [
      '<div class="fb-post" data-href="https://www.facebook.com/nasa/posts/pfbid02AbCdEf" data-width="500"></div>',
      "https://www.facebook.com/nasa/posts/pfbid02AbCdEf",
    ],
  ])("is read for the address in it: %s", (code, url) => {
    expect(embedCodeUrl(code)).toBe(url)
    expect(documentFromText(`Before\n${code}\nafter`).content.map(({ type }) => type)).toContain("embed")
    expect(JSON.stringify(documentFromText(`Before ${code} after`))).not.toMatch(/<(iframe|script|blockquote)/)
  })

  it("is not what only looks like it", () => {
    const words = 'If a<b then c>d. AT&T <no comment> said "x" & 5 < 6 <img src=x> <b>done</b>'
    expect(replaceEmbedCode(words)).toBe(words)
    expect(embedCodeUrl(words)).toBeNull()
    expect(embedCodeUrl("Use <iframe src='https://example.org'></iframe> for that")).toBeNull()
  })
})
