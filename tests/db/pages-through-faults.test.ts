import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, describe, expect, it } from "vitest"
import { db } from "@/lib/db/client"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { FAULT_KINDS, type FaultProxy, startFaultProxy } from "../../scripts/chaos/fault-proxy"
import { readTruth } from "../../scripts/chaos/oracle"
import { useDatabase } from "../setup/database"
import { useMount } from "../setup/mounts"
import { type OpenPages, openPages } from "../setup/open-pages"
import { DESK, makeBlog, makePost } from "../setup/story"

const PAGES = 20
const QUICK = FAULT_KINDS.filter((kind) => kind !== "half-open")
/** `LONG=1`: five minutes of them, one in ten of them a half-open connection, which a page notices after 62 s of silence. */
const KINDS = process.env.LONG ? [...QUICK, ...QUICK, ...QUICK, "half-open" as const] : QUICK
const FAULTS = process.env.LONG ? 1_000 : 20
/** Where a page waits for a sign of life that does not come, its connection seldom breaks. */
const MIN_FAULTS = process.env.LONG ? 100 : FAULTS
const MAX_DURATION_MS = process.env.LONG ? 300_000 : 30_000

useDatabase()
const mounted = useMount("own server")
let proxy: FaultProxy | undefined
let pages: OpenPages | undefined
afterEach(() => {
  pages?.close()
  return proxy?.stop()
})

describe.each(["interval-polling", "long-polling", "sse", "websocket"] as const)(
  "twenty open pages on %s",
  (publisher) => {
    it(
      "lose nothing and show nothing twice while their connections are cut, stalled, left half-open and torn",
      async () => {
        const blog = await makeBlog({ publisher })
        proxy = await startFaultProxy(Number(new URL(mounted.url).port), KINDS)
        const url = `http://127.0.0.1:${proxy.port}`
        pages = await openPages(PAGES, blog, url, { liveUrl: url })
        const until = Date.now() + MAX_DURATION_MS
        const ids: string[] = []
        while (proxy.faults() < FAULTS && Date.now() < until) {
          ids.push((await makePost(blog.id, `Post ${ids.length}.`)).id)
          const old = ids[Math.floor(ids.length / 2)] ?? ""
          if (ids.length % 3 === 0) await editPost(DESK, old, { pinned: ids.length % 2 === 0 }).catch(() => null)
          if (ids.length % 5 === 0) await deletePost(DESK, old).catch(() => null)
          await sleep(50)
        }
        expect(proxy.faults()).toBeGreaterThanOrEqual(MIN_FAULTS)
        proxy.calm()
        await makePost(blog.id, "After the storm.")
        const { version } = await db().blog.findUniqueOrThrow({ where: { id: blog.id } })
        await expect
          .poll(() => pages?.feeds().filter((feed) => feed.version === version).length, { timeout: 90_000 })
          .toBe(PAGES)
        const truth = [...(await readTruth(blog.id)).posts.keys()].sort()
        for (const feed of pages.feeds()) expect(feed.posts.map(({ id }) => id).sort()).toEqual(truth)
        expect(pages.resets()).toBe(0)
      },
      MAX_DURATION_MS + 120_000,
    )
  },
)
