import { describe, expect, it } from "vitest"
import { EMBED_PROVIDERS } from "@/lib/content/embed-providers"
import { resolveEmbed } from "@/lib/content/embeds"
import { MASTODON_HOSTS } from "@/lib/content/more-embed-providers"
import { parseDocument } from "@/lib/content/parse-document"
import { resolvePlayers } from "@/lib/content/resolve-players"
import { AppError } from "@/lib/errors"
import { FRAME_ORIGINS } from "@/lib/security-headers/rules.js"

const PLAYERS: [address: string, src: string][] = [
  ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"],
  ["https://youtu.be/dQw4w9WgXcQ?t=43s&si=x", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=43"],
  ["http://m.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"],
  ["https://www.youtube.com/live/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"],
  ["https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"],
  ["https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e"],
  ["https://x.com/nasa/status/20", "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true"],
  ["https://twitter.com/i/web/status/20?s=1", "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true"],
  ["https://www.instagram.com/p/CUbHfhpswxt/", "https://www.instagram.com/p/CUbHfhpswxt/embed/captioned/"],
  [
    "https://www.tiktok.com/@scout2015/video/6718335390845095173",
    "https://www.tiktok.com/player/v1/6718335390845095173",
  ],
  [
    "https://open.spotify.com/intl-de/track/11dFghVXANMlKmJXsNCbNl?si=1",
    "https://open.spotify.com/embed/track/11dFghVXANMlKmJXsNCbNl",
  ],
  [
    "https://soundcloud.com/forss/flickermood",
    "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood",
  ],
  ["https://datawrapper.dwcdn.net/AbC1d/3/", "https://datawrapper.dwcdn.net/AbC1d/"],
  ["https://public.flourish.studio/visualisation/123456/", "https://flo.uri.sh/visualisation/123456/embed"],
  [
    "https://www.google.com/maps/embed?pb=!1m18!1m12!1d2!2d13.4",
    "https://www.google.com/maps/embed?pb=!1m18!1m12!1d2!2d13.4",
  ],
  [
    "https://bsky.app/profile/nasa.bsky.social/post/3kx2abcdefg2a",
    "https://embed.bsky.app/embed/nasa.bsky.social/app.bsky.feed.post/3kx2abcdefg2a",
  ],
  [
    "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kx2abcdefg2a",
    "https://embed.bsky.app/embed/did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3kx2abcdefg2a",
  ],
  [
    "https://www.facebook.com/nasa/posts/pfbid02AbCdEf",
    "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fnasa%2Fposts%2Fpfbid02AbCdEf&show_text=true",
  ],
  [
    "https://m.facebook.com/nasa/videos/launch-day/1234567890/",
    "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fnasa%2Fvideos%2F1234567890",
  ],
  [
    "https://www.facebook.com/watch/?v=1234567890&ref=x",
    "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234567890",
  ],
  [
    "https://www.facebook.com/reel/1234567890",
    "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Freel%2F1234567890",
  ],
  ["https://www.threads.net/@nasa/post/DAbC_d-1e2F", "https://www.threads.com/@nasa/post/DAbC_d-1e2F/embed"],
  ["https://www.twitch.tv/videos/123456789", "https://player.twitch.tv/?video=123456789&parent={host}&autoplay=false"],
  ["https://www.twitch.tv/nasa", "https://player.twitch.tv/?channel=nasa&parent={host}&autoplay=false"],
  [
    "https://www.twitch.tv/nasa/clip/BraveClip-x_1",
    "https://clips.twitch.tv/embed?clip=BraveClip-x_1&parent={host}&autoplay=false",
  ],
  ["https://clips.twitch.tv/BraveClip", "https://clips.twitch.tv/embed?clip=BraveClip&parent={host}&autoplay=false"],
  ["https://www.dailymotion.com/video/x8abcde?playlist=x1", "https://geo.dailymotion.com/player.html?video=x8abcde"],
  ["https://dai.ly/x8abcde", "https://geo.dailymotion.com/player.html?video=x8abcde"],
  [
    "https://www.reddit.com/r/space/comments/1abcde/a_title_here/",
    "https://embed.reddit.com/r/space/comments/1abcde/?embed=true",
  ],
  [
    "https://podcasts.apple.com/de/podcast/the-daily/id1200361736?i=1000651234567",
    "https://embed.podcasts.apple.com/de/podcast/id1200361736?i=1000651234567",
  ],
  ["https://podcasts.apple.com/us/podcast/id1200361736", "https://embed.podcasts.apple.com/us/podcast/id1200361736"],
  [
    "https://www.youtube.com/embed/live_stream?channel=UC16niRr50-MSBwiO3YDb3RA",
    "https://www.youtube-nocookie.com/embed/live_stream?channel=UC16niRr50-MSBwiO3YDb3RA&rel=0",
  ],
  [
    "https://www.youtube.com/playlist?list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI",
    "https://www.youtube-nocookie.com/embed/videoseries?list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI&rel=0",
  ],
  [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=90",
  ],
  [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1h2m3s",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=3723",
  ],
  [
    "https://www.youtube.com/watch?time_continue=90&v=dQw4w9WgXcQ",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=90",
  ],
  ["https://youtu.be/dQw4w9WgXcQ?t=1:30", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=90"],
  ["https://vimeo.com/channels/staffpicks/148751763#t=1m5s", "https://player.vimeo.com/video/148751763?dnt=1#t=65s"],
  ["https://vimeo.com/showcase/3253534/video/119481053", "https://player.vimeo.com/video/119481053?dnt=1"],
  ["https://vimeo.com/event/4154130", "https://vimeo.com/event/4154130/embed"],
  ["https://www.instagram.com/reels/C71eninSbNj/", "https://www.instagram.com/reel/C71eninSbNj/embed/captioned/"],
  ["https://instagr.am/p/CUbHfhpswxt", "https://www.instagram.com/p/CUbHfhpswxt/embed/captioned/"],
  ["https://www.tiktok.com/embed/v2/6718335390845095173", "https://www.tiktok.com/player/v1/6718335390845095173"],
  [
    "https://www.google.com/maps/embed?pb=!1m18!1m12!3m3!1m2!1s0x47a!2sBrandenburg%20Gate's!5e0",
    "https://www.google.com/maps/embed?pb=!1m18!1m12!3m3!1m2!1s0x47a!2sBrandenburg%20Gate's!5e0",
  ],
  [
    "https://www.google.de/maps/place/Brandenburger+Tor/@52.5162746,13.3777041,17z/data=!3m1",
    "https://www.google.com/maps?q=Brandenburger+Tor&ll=52.5162746%2C13.3777041&z=17&output=embed",
  ],
  ["https://maps.google.com/?q=Kyiv", "https://www.google.com/maps?q=Kyiv&output=embed"],
  [
    "https://www.google.com/maps/d/viewer?mid=1AbCdEfGhIjKlMn",
    "https://www.google.com/maps/d/embed?mid=1AbCdEfGhIjKlMn",
  ],
  ...MASTODON_HOSTS.map((host): [string, string] => [
    `https://${host}/@Gargron/100254678717223630`,
    `https://${host}/@Gargron/100254678717223630/embed`,
  ]),
  ["https://t.me/s/durov/43", "https://t.me/durov/43?embed=1"],
  [
    "https://www.linkedin.com/posts/nasa_launch-day-activity-7123456789012345678-AbCd?utm=x",
    "https://www.linkedin.com/embed/feed/update/urn:li:activity:7123456789012345678",
  ],
  [
    "https://music.apple.com/de/album/night/1440857781?i=1440857786",
    "https://embed.music.apple.com/de/album/1440857781?i=1440857786",
  ],
  ["https://streamable.com/moo12", "https://streamable.com/e/moo12"],
  [
    "https://public.tableau.com/app/profile/some.one/viz/Votes2026/Map",
    "https://public.tableau.com/views/Votes2026/Map?:embed=true&:showVizHome=no",
  ],
  [
    "https://www.documentcloud.org/documents/20059100-report",
    "https://embed.documentcloud.org/documents/20059100-report/?embed=1",
  ],
  ["https://www.bbc.co.uk/news/av/world-europe-58374543", "https://www.bbc.com/news/av-embeds/58374543"],
  ["https://rumble.com/embed/v4abcde/?pub=4", "https://rumble.com/embed/v4abcde/"],
  ["https://vk.com/video-12345_456239017", "https://vk.com/video_ext.php?oid=-12345&id=456239017"],
  ["https://shows.acast.com/the-news/episodes/friday-night", "https://embed.acast.com/the-news/friday-night"],
  [
    "https://www.mixcloud.com/somebody/a-set/",
    "https://player-widget.mixcloud.com/widget/iframe/?feed=%2Fsomebody%2Fa-set%2F",
  ],
  ["https://www.ted.com/talks/ann_ode_why_we_count", "https://embed.ted.com/talks/ann_ode_why_we_count"],
  ["https://giphy.com/gifs/cat-typing-JIX9t2j0ZTN9S", "https://giphy.com/embed/JIX9t2j0ZTN9S"],
  [
    "https://www.pinterest.com/pin/99360735500167749/",
    "https://assets.pinterest.com/ext/embed.html?id=99360735500167749",
  ],
  ["https://player.kick.com/somebody", "https://player.kick.com/somebody"],
  [
    "https://infogram.com/votes-by-state-1h7k230abcdev2x",
    "https://e.infogram.com/votes-by-state-1h7k230abcdev2x?src=embed",
  ],
]

describe("an address on a line of its own becomes a player of a provider that we know", () => {
  it.each(PLAYERS)("%s", (address, src) => {
    expect(resolveEmbed(address)).toMatchObject({ kind: "player", src })
  })

  it("comes from where pages may take frames from, and pages may take them from nowhere else", () => {
    const origins = new Set(PLAYERS.map(([, src]) => new URL(src.replace("{host}", "live.example")).origin))
    expect([...origins].sort()).toEqual([...FRAME_ORIGINS].sort())
    const named = new Set(
      PLAYERS.map(([address]) => resolveEmbed(address)).map((each) => each?.kind === "player" && each.provider),
    )
    expect([...named].sort()).toEqual(EMBED_PROVIDERS.map(({ name }) => name).sort())
  })

  it("reserves the place of every player before it loads", () => {
    expect(resolveEmbed("https://youtu.be/dQw4w9WgXcQ")).toMatchObject({ size: { aspect: 16 / 9 } })
    expect(resolveEmbed("https://www.youtube.com/shorts/dQw4w9WgXcQ")).toMatchObject({ size: { aspect: 9 / 16 } })
    expect(resolveEmbed("https://x.com/nasa/status/20")).toMatchObject({ size: { height: 560 } })
  })
})

describe("an address that only looks like a provider's stays a link", () => {
  it.each([
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=short",
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ"onload',
    "https://www.youtube.com/redirect?q=https://evil.example",
    "https://vimeo.com/76979871/../../evil",
    "https://x.com/nasa",
    "https://open.spotify.com/track/short",
    "https://soundcloud.com/forss",
    "https://google.com/maps/embed?pb=https://evil.example",
    "https://www.google.com/search?q=maps",
    "https://bsky.app/profile/nasa.bsky.social",
    "https://embed.bsky.app.evil.example/profile/a.b/post/3kx2abcdefg2a",
    "https://www.facebook.com/nasa",
    "https://www.facebook.com/plugins/post.php?href=https://evil.example",
    "https://www.threads.net/@nasa",
    "https://www.twitch.tv/directory",
    "https://www.dailymotion.com/signin",
    "https://www.reddit.com/r/space",
    "https://podcasts.apple.com/us/genre/id26",
    "https://infogram.com/pricing-plans",
    "https://mastodon.example/@Mastodon/110000000000000000",
    "https://mastodon.social/@Mastodon",
    "https://www.youtube.com/embed/live_stream",
    "https://www.youtube.com/embed/videoseries",
    "https://www.datawrapper.de/about",
    "https://soundcloud.com/discover/sets",
    "https://soundcloud.com/forss/likes",
    "https://www.instagram.com/reels/audio/",
    "https://t.me/joinchat/123",
    "https://streamable.com/login",
    "https://rumble.com/v4abcde-a-title.html",
    "https://www.linkedin.com/in/somebody",
    "https://www.twitch.tv/following",
    "https://xn--yutube-wqf.com/watch?v=dQw4w9WgXcQ",
  ])("%s", (address) => {
    expect(resolveEmbed(address)).toMatchObject({ kind: "link" })
  })

  it.each([
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://user:secret@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "javascript:alert(1)",
    "data:text/html,hello",
    "//www.youtube.com/watch?v=dQw4w9WgXcQ",
    "not an address",
  ])("%s is not drawn at all", (address) => {
    expect(resolveEmbed(address)).toBeNull()
  })

  it("is shown by its host and a readable path, without marks that turn text around", () => {
    expect(resolveEmbed("https://www.example.org/wetter/k%C3%BCste/%E2%80%AEgpj.exe/")).toMatchObject({
      host: "example.org",
      path: "/wetter/küste/gpj.exe",
    })
  })
})

it("every iframe address is https and on a host written in the allow-list's own file", () => {
  const hosts = new Set<string>()
  for (const address of [
    "https://youtu.be/dQw4w9WgXcQ",
    "https://vimeo.com/76979871",
    "https://x.com/a/status/20",
    "https://www.instagram.com/reel/CUbHfhpswxt/",
    "https://www.twitch.tv/nasa",
  ]) {
    const embed = resolveEmbed(address)
    if (embed?.kind !== "player") throw new Error(`${address} is not a player`)
    const src = new URL(embed.src)
    expect(src.protocol).toBe("https:")
    hosts.add(src.hostname)
  }
  expect([...hosts]).toEqual([
    "www.youtube-nocookie.com",
    "player.vimeo.com",
    "platform.twitter.com",
    "www.instagram.com",
    "player.twitch.tv",
  ])
  expect(EMBED_PROVIDERS.map((each) => each.name)).toHaveLength(34)
})

describe("the players of a document", () => {
  const embed = (url: string, more: object = {}) => ({
    type: "doc",
    content: [{ type: "embed", attrs: { url, ...more } }],
  })
  const youtube = "https://youtu.be/dQw4w9WgXcQ"

  it("are found when it is drawn and sent, and nothing else of it changes", () => {
    const drawn = resolvePlayers(parseDocument(embed(youtube, { card: { title: "A film" } })))
    const src = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"
    const player = { provider: "YouTube", src, label: "video", size: { aspect: 16 / 9 } }
    expect(drawn).toEqual(embed(youtube, { card: { title: "A film" }, player }))
    const link = parseDocument(embed("https://example.org/"))
    expect(resolvePlayers(link)).toEqual(link)
  })

  it("are nobody's to choose: a document that brings one along is refused", () => {
    const player = { provider: "YouTube", src: "https://evil.example/", label: "video", size: { height: 400 } }
    expect(() => parseDocument(embed(youtube, { player }))).toThrow(AppError)
  })
})
