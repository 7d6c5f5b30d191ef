import { beforeEach, describe, expect, it, vi } from "vitest"
import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import { type AutosavePort, ComposerStore, type EditorPort } from "@/components/desk/composer/composer-store"
import { type SavedText, SaveFlow, type SavePorts } from "@/components/desk/composer/save-flow"
import type { Failure, Result } from "@/components/desk/forms/result"
import type { OutboxItem } from "@/components/desk/outbox/outbox-store"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { sampleDeskPost, sampleKeptText } from "./samples"

const doc = (text: string) => ({
  type: "doc" as const,
  content: [{ type: "paragraph" as const, ...(text ? { content: [{ type: "text" as const, text }] } : {}) }],
})

type Answer = (result: Result<DeskPost>) => void
const fail = (code: Failure["code"], post?: DeskPost): Result<DeskPost> => ({
  ok: false,
  error: { code, message: code },
  ...(post ? { details: { post } } : {}),
})

/** A composer, with an editor that is a string, and a server that each test answers for. */
function stage(options: { post?: DeskPost; found?: LocalAutosave; signIn?: () => Promise<boolean> } = {}) {
  let words = options.post ? "as it was" : ""
  let kept: LocalAutosave | null = options.found ?? null
  const outbox = new Map<string, OutboxItem>()
  const requests: { body: { content?: unknown }; answer: Answer }[] = []
  const events: string[] = []
  const saved: SavedText[] = []
  const port: EditorPort = {
    read: () => doc(words),
    write: (content) => {
      words = textOf(content)
      text.touch()
    },
    reset: (content) => {
      words = textOf(content)
    },
  }
  const autosave: AutosavePort = {
    find: async () => kept,
    save: (next) => {
      kept = next
      return true
    },
    clear: () => {
      kept = null
    },
    ...{ offer: () => {}, forget: () => {}, forgetOther: () => {}, flush: () => {} },
  }
  const text: ComposerStore = new ComposerStore(
    { userId: "u", blogId: "b", postId: options.post?.id ?? null },
    options.post ?? null,
    { current: port },
    autosave,
  )
  const ask = (body: { content?: unknown }) =>
    new Promise<Result<DeskPost>>((answer) => requests.push({ body, answer }))
  const ports: SavePorts = {
    actions: {
      create: ask,
      edit: (_id, body) => ask(body),
      readRevision: async () => ({ ok: false, error: { code: "internal", message: "" } }),
    },
    outbox: {
      put: (item) => {
        outbox.set(item.id, item)
        return true
      },
      remove: ({ id }) => void outbox.delete(id),
      list: () => [...outbox.values()],
    },
    look: () => events.push("look"),
    signIn: options.signIn ?? (async () => false),
    onLeft: () => events.push("left"),
    onSaved: (what) => {
      saved.push(what)
      events.push("saved")
    },
    onQueued: () => events.push("queued"),
    onRefused: ({ code }) => events.push(`refused ${code}`),
  }
  const saves = new SaveFlow(text, () => ports)
  return {
    ...{ text, saves, outbox, requests, events, saved },
    type: (more: string) => {
      words += more
      text.touch()
    },
    words: () => words,
    kept: () => kept,
    /** Answers the oldest request; a save that succeeds has its words. */
    answer: async (result: Result<DeskPost> | "ok") => {
      await vi.waitFor(() => expect(requests.length).toBeGreaterThan(0))
      const { body, answer } = requests.shift() ?? { body: {}, answer: () => {} }
      const post = sampleDeskPost({ content: body.content as DeskPost["content"], state: "published" })
      answer(result === "ok" ? { ok: true, data: post } : result)
      await vi.waitFor(() => expect(saves.getState().sending === null || requests.length > 0).toBe(true))
    },
  }
}

function textOf(content: { content?: { content?: { text?: string }[] }[] }): string {
  return (content.content ?? []).map((block) => block.content?.[0]?.text ?? "").join("")
}

describe("a new post", () => {
  beforeEach(() => void vi.useRealTimers())

  it("leaves its composer in the moment it is published, and what is typed on stays", async () => {
    const desk = stage()
    desk.type("First")
    const first = desk.saves.save("published")
    expect([desk.words(), desk.text.getState().changed, desk.events]).toEqual(["", false, ["left"]])
    expect([...desk.outbox.values()].map(({ words }) => textOf(words.content))).toEqual(["First"])
    desk.type("Second")
    expect(textOf(desk.kept()?.content ?? {})).toBe("Second")
    await desk.answer("ok")
    await first
    expect([desk.words(), desk.outbox.size, desk.events]).toEqual(["Second", 0, ["left", "saved"]])
    expect(textOf(desk.saved[0]?.words.content ?? {})).toBe("First")
  })

  it("arrives in the order of writing, however slow the first one is", async () => {
    const desk = stage()
    for (const words of ["One", "Two", "Three"]) {
      desk.type(words)
      void desk.saves.save("published")
    }
    const order: string[] = []
    for (let count = 0; count < 3; count += 1) {
      await vi.waitFor(() => expect(desk.requests).toHaveLength(1))
      order.push(textOf(desk.requests[0]?.body.content as never))
      await desk.answer("ok")
    }
    expect(order).toEqual(["One", "Two", "Three"])
  })

  it("waits behind one that could not be sent", async () => {
    const desk = stage()
    desk.type("One")
    const one = desk.saves.save("published")
    desk.type("Two")
    const two = desk.saves.save("published")
    await desk.answer(fail("network"))
    await Promise.all([one, two])
    expect([...desk.outbox.values()].map(({ heldBy, words }) => [heldBy, textOf(words.content)])).toEqual([
      [null, "One"],
      [null, "Two"],
    ])
    expect(desk.requests).toHaveLength(0)
  })

  for (const code of ["invalid_content", "key_reused", "post_too_large", "forbidden"] as const) {
    it(`comes back when it is refused (${code}), or waits beside what was written since`, async () => {
      const free = stage()
      free.type("Refused")
      const one = free.saves.save("published")
      await free.answer(fail(code))
      await one
      expect([free.words(), free.outbox.size, free.saves.getState().failure?.code]).toEqual(["Refused", 0, code])

      const busy = stage()
      busy.type("Refused")
      const other = busy.saves.save("published")
      busy.type("The next one")
      await busy.answer(fail(code))
      await other
      expect(busy.words()).toBe("The next one")
      expect([...busy.outbox.values()].map(({ failure, words }) => [failure?.code, textOf(words.content)])).toEqual([
        [code, "Refused"],
      ])
    })
  }

  it("is not sent by the second press of a double click, nor refused for being empty", async () => {
    const desk = stage()
    desk.type("Once")
    const first = desk.saves.save("published")
    await desk.saves.save("published")
    expect(desk.saves.getState().failure).toBe(null)
    await desk.answer("ok")
    await first
    expect(desk.saved).toHaveLength(1)
  })

  it("waits for its writer's password only while nothing else is written", async () => {
    const desk = stage()
    desk.type("Signed out")
    const save = desk.saves.save("published")
    desk.type("More")
    await desk.answer(fail("not_signed_in"))
    await save
    expect([desk.words(), desk.events]).toEqual(["More", ["left", "queued", "look"]])
  })
})

describe("an edit", () => {
  const post = sampleDeskPost({ content: doc("as it was"), state: "published" })

  it("stays open with what is written while it is sent", async () => {
    const desk = stage({ post })
    desk.type(", now")
    const save = desk.saves.save(null)
    desk.type(" and then")
    await desk.answer("ok")
    await save
    expect(desk.saved[0]?.stays).toBe(true)
    expect([desk.words(), desk.text.getState().changed]).toEqual(["as it was, now and then", true])
  })

  it("shows a colleague's text beside all that is written by then", async () => {
    const desk = stage({ post })
    desk.type(", mine")
    const save = desk.saves.save(null)
    await desk.answer(fail("stale_revision", sampleDeskPost({ ...post, content: doc("theirs"), revision: 2 })))
    await save
    const { conflict } = desk.saves.getState()
    expect([textOf(conflict?.mine.content ?? {}), conflict?.theirs.revision, desk.outbox.size]).toEqual([
      "as it was, mine",
      2,
      0,
    ])
  })
})

it("a text that was left in the browser is where writing starts, under the key of its first save", async () => {
  const desk = stage({ found: sampleKeptText({ content: doc("Left"), idempotencyKey: "k".repeat(32), tab: "old" }) })
  await desk.text.restore()
  expect(desk.text.getState().restored).not.toBe(null)
  expect(textOf(desk.text.getState().start?.content ?? {})).toBe("Left")
  expect(desk.text.takeKey()).toBe("k".repeat(32))
})
