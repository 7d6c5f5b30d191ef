import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { documentFromText } from "@/lib/content/plain-text"
import { closeDb, db } from "@/lib/db/client"
import { editSite } from "@/lib/edit-site-settings"
import { setDatabaseUrl } from "@/lib/env"
import { readShareImage } from "@/lib/feeds/share-image/read-share-image"
import { createPost } from "@/lib/posts/create-post"
import { stopLive } from "@/lib/realtime/broker"
import { createHttpServer } from "@/lib/server/http-server"
import { standaloneLive } from "@/lib/server/standalone-live"
import { DEFAULT_SETTINGS } from "@/lib/site-settings/settings-schema"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { doorName, findDoors, findOwnEndpoints } from "../route-inventory/find-routes"
import { HANDLER_ROWS } from "../route-inventory/handler-rows"
import { OPEN_PAGES } from "../route-inventory/page-rows"
import { useServer } from "../setup/server"
import { DESK } from "../setup/story"
import { type Listener, listenByPolls, listenToSocket, listenToStream } from "./secret-leak/listen"
import { liveDoors, publicDoors } from "./secret-leak/public-doors"
import { canary, hideAll, openStage, publishForNow, SHOWN, type Stage } from "./secret-leak/stage"

/** Ways in which a browser that runs Next's scripts asks for a page: its data, its data ahead, a part of it. */
const PARTS: Record<string, string>[] = [
  { RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
  { RSC: "1", "Next-Url": "/" },
]

describe("words that are not public", () => {
  const { url, dataDir, pusher } = useServer()
  const live = createHttpServer(standaloneLive)
  const listeners: Listener[] = []
  let liveUrl = ""
  let stage: Stage
  let last = ""

  beforeAll(async () => {
    // The product's own database: what is done here reaches it as it does from another process.
    setDatabaseUrl((await findRunning(dataDir))?.databaseUrl ?? "")
    await new Promise<void>((done) => live.listen(0, "127.0.0.1", done))
    liveUrl = `http://127.0.0.1:${(live.address() as AddressInfo).port}`
    await editSite(DESK, { name: "The Harbour Times", madeWith: false })
    const blog = await openStage()
    for (const at of [url, liveUrl]) listeners.push(...listenAt(at, blog.slug, blog.epoch, 0))
    const service = `ws://${pusher.host}:${pusher.port}/app/${pusher.key}?protocol=7`
    const say = { event: "pusher:subscribe", data: { channel: `live-${blog.slug}` } }
    listeners.push(listenToSocket("Pusher", service, { say }))
    await vi.waitFor(() => expect(listeners.filter(({ told }) => told() !== "").length).toBeGreaterThanOrEqual(5), WAIT)

    const hidden = await hideAll(blog)
    const shown = await publishForNow(blog)
    const publicIds = [hidden.approved, ...shown.kept].map(({ id }) => id)
    const goneIds = [...hidden.posts, ...shown.gone].map(({ id }) => id)
    stage = {
      ...blog,
      closed: [hidden.draftBlog.slug, ...shown.closed],
      rehearsal: hidden.rehearsal,
      ids: [...publicIds, ...goneIds],
      publicIds,
      goneIds,
      never: hidden.never,
      once: shown.once,
    }
    await db().blog.updateMany({
      where: { slug: { in: [blog.slug, ...stage.closed] } },
      data: { embedHosts: ["*"] },
    })
    // Everything is read once while it may be: nothing that was kept then may be told later.
    await crawl(
      () => {},
      () => [{}],
    )
    await shown.takeBack()
    last = `${SHOWN}last`
    const post = await createPost(DESK, blog.blogId, { content: documentFromText(last), title: last })
    stage.publicIds.push(post.id)
    await vi.waitFor(() => {
      for (const { name, told } of listeners) expect([name, told().includes(last)]).toEqual([name, true])
    }, WAIT)
    await vi.waitFor(async () => {
      for (const slug of stage.closed)
        expect((await fetch(`${url}/api/blogs/${slug}/changes?epoch=x&after=0`)).status).toBe(404)
    }, WAIT)
  })

  afterAll(async () => {
    await editSite(DESK, { name: DEFAULT_SETTINGS.name, madeWith: true })
    for (const { close } of listeners) close()
    live.closeAllConnections()
    live.close()
    await stopLive()
    await closeDb()
  })

  it("are looked for at every public door that there is", () => {
    const locked = new Set(
      HANDLER_ROWS.filter(({ lock }) => lock === "session" || lock === "token").map(({ door }) => door),
    )
    const doors = findDoors().filter(({ kind, file }) => kind !== "action" && !locked.has(file) && !isDesk(file))
    const names = doors.map(doorName).filter((name) => !locked.has(name))
    expect(Object.keys(publicDoors(stage)).sort()).toEqual(names.sort())
    expect(OPEN_PAGES.every((page) => names.includes(page))).toBe(true)
    // What our own server answers besides: the same addresses, and sockets.
    expect(findOwnEndpoints()).toEqual([
      "/api/blogs/*/changes",
      "/api/blogs/*/seen",
      "/api/blogs/*/stream",
      "/api/desk/blogs/*/stream",
      "/api/get-updates/*",
      "/ws/channel/*",
    ])
  })

  it("are in no answer that anybody can get", async () => {
    const silent: string[] = []
    const nameless: string[] = []
    const seen = new Set<string>()
    await crawl((door, address, text) => {
      for (const word of [...stage.never, ...stage.once]) if (text.includes(word)) silent.push(`${word} at ${address}`)
      if (text.includes(SHOWN)) seen.add(door)
      if (/running story/i.test(text)) nameless.push(address)
    })
    expect(silent).toEqual([])
    // The newsroom has a name of its own: no door says the software's.
    expect(nameless).toEqual([])
    // The crawl itself sees what is public, so an empty answer cannot pass for a safe one.
    expect([...seen].sort()).toEqual([
      "app/(reader)/[slug]/[postId]/page.tsx",
      "app/(reader)/[slug]/embed/page.tsx",
      "app/(reader)/[slug]/feed.atom/route.ts GET",
      "app/(reader)/[slug]/feed.json/route.ts GET",
      "app/(reader)/[slug]/feed.rss/route.ts GET",
      "app/(reader)/[slug]/fragment/route.ts GET",
      "app/(reader)/[slug]/page.tsx",
      "app/(reader)/[slug]/page/[postId]/page.tsx",
      "app/(reader)/[slug]/posts.json/route.ts GET",
      "app/(reader)/[slug]/tag/[tag]/[postId]/page.tsx",
      "app/(reader)/[slug]/tag/[tag]/page.tsx",
      "app/(reader)/page.tsx",
      "app/api/blogs/[slug]/changes/route.ts GET",
      "app/api/get-updates/[channelId]/route.ts GET",
      "app/sitemap-news.xml/route.ts GET",
    ])
  })

  it("never reach those who listen, unless they were public when they did", () => {
    for (const { name, told } of listeners)
      for (const word of stage.never) expect([name, word, told().includes(word)]).toEqual([name, word, false])
    expect(listeners.map(({ name }) => name)).toEqual([...NAMES, ...NAMES, "Pusher"])
    // They did hear what was public; what is too large for a Pusher service goes there without its words.
    for (const { name, told } of listeners.filter((each) => each.name !== "Pusher"))
      expect([name, told().includes(canary("hidden"))]).toEqual([name, true])
  })

  it("are not told to those who come back from any earlier place", async () => {
    const late = [url, liveUrl].flatMap((at) =>
      [0, 2, 5].flatMap((after) =>
        listenAt(at, stage.slug, stage.epoch, after).filter(({ name }) => name !== "Wagtail Live's socket"),
      ),
    )
    await vi.waitFor(() => {
      for (const { name, told } of late) expect([name, told().includes(last)]).toEqual([name, true])
    }, WAIT)
    for (const { name, told, close } of late) {
      close()
      for (const word of [...stage.never, ...stage.once])
        expect([name, word, told().includes(word)]).toEqual([name, word, false])
    }
  })

  it("leave no name behind: neither an id in a handshake, nor a tag, nor a picture to share", async () => {
    for (const at of [url, liveUrl]) {
      const shake = await (await fetch(`${at}/api/get-updates/${stage.slug}`, { method: "POST" })).json()
      expect(shake.livePosts.sort()).toEqual([...stage.publicIds].sort())
    }
    for (const word of [...stage.never, ...stage.once].filter((each) => each.startsWith("canary")))
      expect((await fetch(`${url}/${stage.slug}/tag/${encodeURIComponent(`tag ${word}`)}`)).status, word).toBe(404)
    expect((await fetch(`${url}/${stage.slug}/tag/common`)).status).toBe(200)
    for (const id of stage.goneIds) {
      expect((await fetch(`${url}/${stage.slug}/${id}/card.png`)).status).toBe(404)
      expect(await readShareImage(stage.slug, id)).toBeNull()
    }
    for (const slug of stage.closed) {
      expect((await fetch(`${url}/${slug}/card.png`)).status).toBe(404)
      expect(await readShareImage(slug, null)).toBeNull()
    }
    // What is drawn on a card is not to be read from its pixels: what goes into them is.
    for (const id of [null, ...stage.publicIds]) {
      const card = JSON.stringify(await readShareImage(stage.slug, id))
      expect(card).not.toMatch(/canary|Running Story/)
      expect(card.length).toBeGreaterThan(50)
      expect((await fetch(`${url}/${stage.slug}/${id ? `${id}/` : ""}card.png`)).status).toBe(200)
    }
  })

  it("are there for who has the link of their rehearsal, kept by nobody on the way", async () => {
    const page = await fetch(`${url}/rehearsal/${stage.rehearsal}`)
    expect(await page.text()).toContain(canary("draftblog"))
    expect(page.headers.get("cache-control")).toContain("no-store")
    expect(page.headers.get("referrer-policy")).toBe("no-referrer")
    expect(page.headers.get("x-robots-tag")).toContain("noindex")
    const door = `${url}/api/rehearsal/${stage.rehearsal}/changes`
    const { epoch } = (await (await fetch(`${door}?epoch=x&after=0`)).json()) as { epoch: string }
    const changes = await fetch(`${door}?epoch=${epoch}&after=0`)
    expect(await changes.text()).toContain(canary("draftblog"))
    expect(changes.headers.get("cache-control")).toContain("no-store")
  })

  /** Asks every public door everything, and gives each answer, with its headers, to `look`. */
  async function crawl(look: (door: string, address: string, text: string) => void, ways = waysToAsk): Promise<void> {
    for (const [at, doors] of [
      [url, publicDoors(stage)],
      [liveUrl, liveDoors(stage)],
    ] as const) {
      for (const [door, addresses] of Object.entries(doors)) {
        for (const [n, address] of addresses.entries()) {
          for (const headers of ways(door, n)) {
            const query = address.includes("?") ? "&" : "?"
            const asked = Object.keys(headers).length > 0 ? `${address}${query}_rsc=abc12` : address
            const response = await fetch(`${at}${asked}`, { headers })
            look(
              door,
              `${at}${asked} ${JSON.stringify(headers)}`,
              `${[...response.headers].join("\n")}${await response.text()}`,
            )
          }
        }
      }
    }
  }
})

/** Pages are asked for as they are, and in the other ways in turn: in all of them at each, where there is time. */
function waysToAsk(door: string, turn: number): Record<string, string>[] {
  if (!door.endsWith("page.tsx")) return [{}]
  if (process.env.SECURITY === "long") return [{}, ...PARTS]
  return [{}, PARTS[turn % PARTS.length] ?? {}]
}

const WAIT = { timeout: 20_000, interval: 50 }
const NAMES = ["stream", "our own socket", "Wagtail Live's socket", "long polls"]

function listenAt(at: string, slug: string, epoch: string, after: number): Listener[] {
  const socket = `${at.replace(/^http/, "ws")}/ws/channel/${slug}/`
  const since = (version: number) => `epoch=${epoch}&after=${version}`
  return [
    listenToStream("stream", `${at}/api/blogs/${slug}/stream?${since(after)}`),
    listenToSocket("our own socket", `${socket}?${since(after)}`, { protocol: "running-story.v1" }),
    listenToSocket("Wagtail Live's socket", socket),
    listenByPolls(
      "long polls",
      (version) => `${at}/api/blogs/${slug}/changes?${since(Math.max(version, after))}&wait=2`,
    ),
  ]
}

function isDesk(file: string): boolean {
  return file.startsWith("app/desk/") && file.endsWith("page.tsx")
}
