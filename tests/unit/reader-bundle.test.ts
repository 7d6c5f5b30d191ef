import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describe, expect, it } from "vitest"
import { MADE_FOR_NEXT, withReaderBundle } from "@/lib/page-cache/reader-bundle"
import { checkNextMarkup } from "@/scripts/lib/check-reader-bundle"

const SCRIPT = {
  page: { entry: "/_next/static/reader/live-entry-A.js", imports: ["/_next/static/reader/react-B.js"] },
  embed: { entry: "/_next/static/reader/embed-entry-D.js", imports: [] },
  front: "/_next/static/reader/front-entry-C.js",
}
const NEXT = [
  '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/>',
  '<script src="/_next/static/chunks/a.js" async=""></script>',
  '<script id="_R_">(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({})</script>',
  "<script>(self.__next_f=self.__next_f||[]).push([0])</script>",
  '<script>self.__next_f.push([1,"all of it again"])</script>',
].join("")
const DATA = '<script id="live-data" type="application/json">{"text":"self.__next_f"}</script>'
const LD = '<script type="application/ld+json">{"@type":"LiveBlogPosting"}</script>'
const FIRST = "<script>{document.documentElement.lang=1}</script>"

function send(body: string, status = 200): string {
  const html = `<html><head><link rel="stylesheet" href="/_next/a.css"/>${NEXT}</head><body>${body}${NEXT}</body></html>`
  const { body: sent } = withReaderBundle({ status, headers: {}, body: Buffer.from(html) }, SCRIPT)
  return sent.toString("utf8")
}

describe("a reader's page with our own script", () => {
  it("has that one in place of all of Next's, and keeps its data and what runs before it is drawn", () => {
    const page = send(`<div data-own-script="">${FIRST}${LD}Text${DATA}</div>`)
    expect(page).toBe(
      `<html><head><link rel="stylesheet" href="/_next/a.css"/>` +
        `<link rel="modulepreload" href="/_next/static/reader/react-B.js"/>` +
        `<script type="module" src="/_next/static/reader/live-entry-A.js"></script></head>` +
        `<body><div data-own-script="">${FIRST}${LD}Text${DATA}</div></body></html>`,
    )
  })

  it("says the same, letter by letter, however often Next drew it, and lets nothing run but what is known", () => {
    const draw = (nonce: string) => {
      const headers = {
        "content-security-policy": `script-src 'nonce-${nonce}' 'strict-dynamic'`,
        link: `</a.css>; rel=preload; as="style"; nonce="${nonce}"`,
      }
      const html = `<head><link rel="stylesheet" href="/a.css" nonce="${nonce}"/></head><div data-own-script="">Text</div>`
      return withReaderBundle({ status: 200, headers, body: Buffer.from(html) }, SCRIPT)
    }
    const [first, second] = [draw("Zmlyc3Q="), draw("c2Vjb25k+/")]
    expect(first.body.toString()).toBe(second.body.toString())
    expect(first.headers).toEqual(second.headers)
    expect(first.headers.link).toBe('</a.css>; rel=preload; as="style"')
    expect(first.headers["content-security-policy"]).toMatch(/script-src 'self' 'sha256-[^;]+;/)
    expect(first.headers["content-security-policy"]).not.toMatch(/nonce|script-src[^;]*unsafe/)
  })

  it("lets only the sites of its list show an embed, and no site show any other page", () => {
    const policyOf = (body: string) => {
      const html = `<html><head></head><body>${body}${NEXT}</body></html>`
      const { headers, body: sent } = withReaderBundle({ status: 200, headers: {}, body: Buffer.from(html) }, SCRIPT)
      return { policy: String(headers["content-security-policy"]), html: sent.toString() }
    }
    const hosts = 'data-frame-ancestors="news.example *.example.org"'
    const embed = policyOf(`<div data-own-script="" lang="en" dir="ltr" ${hosts}>${DATA}</div>`)
    expect(embed.policy).toContain("frame-ancestors 'self' news.example *.example.org")
    expect(embed.html).toContain(SCRIPT.embed.entry)
    expect(embed.html).not.toContain(SCRIPT.page.entry)
    // Words that look like an embed are no embed.
    const words = `<p>&lt;div data-own-script=&quot;&quot; ${hosts.replaceAll('"', "&quot;")}&gt;</p>`
    for (const body of [DATA, words, words + DATA])
      expect(policyOf(`<div data-own-script="" lang="en" dir="ltr">${body}</div>`).policy).toMatch(
        /frame-ancestors 'none'$/,
      )
  })

  it("has the small script of the front page there, and none where nothing is live", () => {
    const front = send('<div data-own-script=""><div id="front">Lead</div></div>')
    expect(front.match(/<script[^>]*>/g)).toEqual([`<script type="module" src="${SCRIPT.front}">`])
    expect(send('<div data-own-script="">List</div>')).not.toContain("<script")
  })

  it("is left to Next where Next draws it in the browser, and where it failed", () => {
    const told = '<script>self.__next_f.push([1,"\\"data-own-script\\":\\"\\""])</script>'
    expect(send(told, 404)).toContain("/_next/static/chunks/a.js")
    expect(send('<div data-own-script="">Failed</div>', 500)).toContain("/_next/static/chunks/a.js")
  })
})

describe("a build", () => {
  const check = (version: string, html: string) => {
    const folder = mkdtempSync(path.join(tmpdir(), "next-markup-"))
    try {
      for (const [file, text] of [
        ["node_modules/next/package.json", JSON.stringify({ version })],
        [".next/server/app/_global-error.html", html],
      ] as const) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
        writeFileSync(path.join(folder, file), text)
      }
      checkNextMarkup(folder)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const page = `<html><head>${NEXT}</head><body>Not found</body></html>`

  it("passes with the version of Next that the reader bundle was made for", () => {
    expect(() => check(MADE_FOR_NEXT, page)).not.toThrow()
  })

  it.each([
    ["another version", "99.0.0", page, /Next is 99\.0\.0/],
    ["another name of the payload", MADE_FOR_NEXT, page.replaceAll("__next_f", "__next_g"), /no RSC payload/],
    [
      "another runtime",
      MADE_FOR_NEXT,
      page.replaceAll("TURBOPACK", "RSPACK"),
      /unknown script is left: <script id="_R_">/,
    ],
    ["another folder of scripts", MADE_FOR_NEXT, page.replaceAll("/_next/", "/_app/"), /No script is loaded/],
    ["other preloads", MADE_FOR_NEXT, page.replaceAll('rel="preload"', 'rel="modulepreload"'), /not preloaded/],
  ])("fails with %s", (_, version, html, problem) => {
    expect(() => check(version, html)).toThrow(problem)
  })
})
