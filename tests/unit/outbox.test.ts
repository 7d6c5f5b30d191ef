import { beforeEach, describe, expect, it, vi } from "vitest"
import type { Failure, Result } from "@/components/desk/forms/result"
import { describeWait, Outbox } from "@/components/desk/outbox/outbox"
import type { OutboxItem } from "@/components/desk/outbox/outbox-store"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { sampleKeptText } from "./samples"

const words = sampleKeptText({ tab: "tab-a" })

function text(id: string, madeAt: number, more: Partial<OutboxItem> = {}): OutboxItem {
  const save = { kind: "create" as const, post: { content: words.content } }
  return { id, userId: "u", blogId: "b", save, post: null, words, madeAt, heldBy: null, failure: null, ...more }
}

const fail = (code: Failure["code"]): Result<DeskPost> => ({ ok: false, error: { code, message: code } })
const arrive = (id: string) => ({ ok: true as const, data: { id: `post of ${id}` } as DeskPost })

/** A queue on a list, with a server whose answers each test decides; `tried` are the keys that it was sent. */
function stage(...texts: OutboxItem[]) {
  const list = [...texts]
  const tried: string[] = []
  const sent: string[] = []
  const stand = { offline: false, answer: (id: string): Result<DeskPost> => arrive(id), openTabs: ["here"] }
  const store = {
    list: () => [...list].sort((a, b) => a.madeAt - b.madeAt),
    put: (next: OutboxItem) => void list.splice(list.findIndex(({ id }) => id === next.id) >>> 0, 1, next),
    remove: ({ id }: OutboxItem) => {
      const at = list.findIndex((each) => each.id === id)
      if (at >= 0) list.splice(at, 1)
    },
  }
  const queue = new Outbox({
    store,
    send: async ({ id }) => {
      tried.push(id)
      return stand.answer(id)
    },
    listOpenTabs: async () => new Set(stand.openTabs),
    onSent: ({ id }) => sent.push(id),
    alone: (work) => work().then(() => true),
    isOffline: () => stand.offline,
  })
  return { queue, store, stand, tried, sent, add: (next: OutboxItem) => list.push(next) }
}

describe("the queue of what is not sent yet", () => {
  beforeEach(() => void vi.useFakeTimers())

  it("sends in the order of writing, each once", async () => {
    const { queue, sent, store } = stage(text("second", 2), text("first", 1), text("third", 3))
    await queue.look()
    expect(sent).toEqual(["first", "second", "third"])
    expect(store.list()).toEqual([])
  })

  it("tries nothing without a network, and all in order when it is back", async () => {
    const { queue, stand, tried } = stage(text("first", 1), text("second", 2))
    stand.offline = true
    await queue.look()
    expect(tried).toEqual([])
    stand.offline = false
    await queue.look()
    expect(tried).toEqual(["first", "second"])
  })

  it("keeps what fails for now in its place, with the same key, and asks ever slower until it arrives", async () => {
    const { queue, stand, tried, sent } = stage(text("first", 1), text("second", 2))
    const random = vi.spyOn(Math, "random").mockReturnValue(0.9)
    stand.answer = () => fail("internal")
    await queue.look()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(new Set(tried)).toEqual(new Set(["first"]))
    expect(tried.length).toBeGreaterThan(3)
    expect(tried.length).toBeLessThan(12)
    stand.answer = arrive
    await vi.advanceTimersByTimeAsync(21_000)
    expect(sent).toEqual(["first", "second"])
    random.mockRestore()
  })

  it("lets the next one pass when one is refused, and leaves that to its writer", async () => {
    const { queue, stand, sent, store, tried } = stage(text("too long", 1), text("fine", 2))
    stand.answer = (id) => (id === "fine" ? arrive(id) : fail("post_too_large"))
    await queue.look()
    await queue.look()
    expect(sent).toEqual(["fine"])
    expect(tried).toEqual(["too long", "fine"])
    expect(store.list()).toMatchObject([{ id: "too long", failure: { code: "post_too_large" } }])
  })

  it("waits for whoever was signed out, without asking again and again", async () => {
    const { queue, stand, tried, sent } = stage(text("mine", 1))
    stand.answer = () => fail("not_signed_in")
    await queue.look()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(tried).toEqual(["mine"])
    stand.answer = arrive
    await queue.look()
    expect(sent).toEqual(["mine"])
  })

  it("does not send what is set aside, nor what another open tab is sending", async () => {
    const { queue, stand, tried } = stage(text("aside", 1, { save: null }), text("theirs", 2, { heldBy: "other" }))
    stand.openTabs = ["here", "other"]
    await queue.look()
    expect(tried).toEqual([])
    stand.openTabs = ["here"]
    await queue.look()
    expect(tried).toEqual(["theirs"])
  })

  it("does not bring back what its writer took back while it was on its way", async () => {
    const { queue, stand, store } = stage(text("taken", 1))
    stand.answer = (id) => {
      store.remove(text(id, 1))
      return fail("network")
    }
    await queue.look()
    expect(store.list()).toEqual([])
  })

  it("keeps back only the texts of a blog that is busy, in their order", async () => {
    const busy = { blogId: "busy" }
    const { queue, stand, sent } = stage(text("a1", 1, busy), text("b1", 2), text("a2", 3, busy), text("b2", 4))
    stand.answer = (id) => (id.startsWith("a") ? fail("blog_busy") : arrive(id))
    await queue.look()
    expect(sent).toEqual(["b1", "b2"])
    stand.answer = arrive
    await vi.advanceTimersByTimeAsync(21_000)
    expect(sent).toEqual(["b1", "b2", "a1", "a2"])
  })

  it("sends what is put in while it is at work", async () => {
    const { queue, stand, sent, add } = stage(text("first", 1))
    stand.answer = (id) => {
      if (id === "first") add(text("second", 2))
      return arrive(id)
    }
    await queue.look()
    expect(sent).toEqual(["first", "second"])
  })

  it("does nothing more once it is stopped", async () => {
    const { queue, stand, tried } = stage(text("first", 1))
    stand.answer = () => fail("network")
    await queue.look()
    queue.stop()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(tried).toEqual(["first"])
  })
})

describe("a text that waits says why", () => {
  it("and what will happen", () => {
    expect(describeWait(null, true)).toBe("You’re offline. We’ll send it when you’re back.")
    expect(describeWait({ code: "network", message: "" }, false)).toBe(
      "The server can’t be reached. We’ll keep trying.",
    )
    expect(describeWait({ code: "not_signed_in", message: "" }, false)).toMatch(/signed out/)
    expect(describeWait({ code: "blog_busy", message: "" }, false)).toBe(
      "Not sent: this blog is busy. We’ll keep trying.",
    )
    expect(describeWait({ code: "database_full", message: "" }, false)).toMatch(
      /^Not sent: no room is left for the database\. Tell the administrator of this server\./,
    )
    expect(describeWait({ code: "no_answer", message: "" }, false)).toMatch(/keep trying/)
  })
})
