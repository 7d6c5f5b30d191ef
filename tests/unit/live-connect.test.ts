import { afterEach, expect, it, vi } from "vitest"
import { backoff } from "@/lib/backoff"
import { type Answer, openPage, type Question } from "./live-harness"
import { sampleBlog, sampleDelta, samplePost, time } from "./samples"

type Page = Awaited<ReturnType<typeof openPage>>
let page: Page | undefined

/** A stream that something in between does not let through. */
class NoStream extends EventTarget {
  constructor() {
    super()
    setTimeout(() => this.dispatchEvent(new Event("error")))
  }
  close() {}
}

afterEach(async () => {
  vi.restoreAllMocks()
  await page?.close()
  page = undefined
})

async function open(answer: (question: Question) => Answer, ...rest: [Parameters<typeof openPage>[1]?, number?]) {
  page = await openPage(answer, ...rest)
  return page
}

const nothingNew = ({ after }: Question) => sampleDelta(after, after)
const version = (of: Page) => of.store.getSnapshot().feed.version
/** Time in which something must not happen. */
const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it("asks from the page's own position and applies what comes", async () => {
  const { store, questions } = await open(({ after }) =>
    after === 10 ? sampleDelta(10, 11, { posts: [samplePost("p", { version: 11 })] }) : sampleDelta(after, after),
  )
  await vi.waitFor(() => expect(store.getSnapshot().feed.posts).toHaveLength(1))
  await vi.waitFor(() => expect(questions.length).toBeGreaterThan(2))
  expect(questions[0]).toMatchObject({ slug: "storm", epoch: "e1", after: 10, wait: 0 })
  expect(questions.slice(1).every((question) => question.after === 11)).toBe(true)
})

it("asks on at once while there is more", async () => {
  const opened = await open(
    ({ after }) => (after < 15 ? sampleDelta(after, after + 1, { more: true }) : sampleDelta(after, after)),
    {},
    60_000,
  )
  await vi.waitFor(() => expect(version(opened)).toBe(15))
})

it("long polling learns at once where it is, then has answers held back, one after the other", async () => {
  let release: (delta: ReturnType<typeof sampleDelta>) => void = () => {}
  const opened = await open(
    ({ after, wait }) => {
      if (wait === 0) return sampleDelta(after, after)
      return after === 10 ? new Promise((resolve) => (release = resolve)) : new Promise(() => {})
    },
    { publisher: "long-polling" },
    60_000,
  )
  await vi.waitFor(() => expect(opened.questions).toHaveLength(2))
  expect(opened.store.getSnapshot().state).toBe("live")
  release(sampleDelta(10, 11))
  await vi.waitFor(() => expect(opened.questions).toHaveLength(3))
  expect(opened.questions.map((question) => question.wait)).toEqual([0, 20, 20])
})

it("long polling carries the cursor of the last response, so that caches share the next one", async () => {
  const cursors = [7, 8]
  const opened = await open(
    ({ after, wait }) => {
      const cursor = wait > 0 ? cursors.shift() : undefined
      if (wait > 0 && cursor === undefined) return new Promise(() => {})
      return sampleDelta(after, after, cursor === undefined ? {} : { cursor })
    },
    { publisher: "long-polling" },
    20,
  )
  await vi.waitFor(() => expect(opened.questions).toHaveLength(4))
  expect(opened.questions.map(({ cursor }) => cursor)).toEqual([null, "0", "7", "8"])
})

it("long polling does not hammer a server that does not hold back", async () => {
  const opened = await open(nothingNew, { publisher: "long-polling" }, 60_000)
  // One early response may come from a shared cache; two do not.
  await vi.waitFor(() => expect(opened.questions).toHaveLength(3))
  await quiet(200)
  expect(opened.questions).toHaveLength(3)
})

it.each([
  ["what the page has already", sampleDelta(7, 9, { posts: [samplePost("p", { version: 9 })] })],
  ["what the page has already, and that there is more", sampleDelta(7, 9, { more: true })],
])("long polling does not hammer a server that answers at once with %s", async (_, answer) => {
  const opened = await open(() => answer, { publisher: "long-polling" }, 60_000)
  await vi.waitFor(() => expect(opened.questions.length).toBeGreaterThan(1))
  await quiet(200)
  expect(opened.questions.length).toBeLessThanOrEqual(3)
})

it("keeps its position over failures and broken answers, says so, and recovers", async () => {
  const bad: Answer[] = [500, { ...sampleDelta(10, 11), posts: [{ id: "half" }] } as never]
  const opened = await open(({ after }) => bad.shift() ?? sampleDelta(after, Math.max(after, 12)))
  await vi.waitFor(() => expect(opened.store.getSnapshot().state).toBe("reconnecting"))
  expect(version(opened)).toBe(10)
  await vi.waitFor(() => expect(version(opened)).toBe(12), 10_000)
  expect(opened.store.getSnapshot().state).toBe("live")
})

it("asks for the page's state again on a reset, and goes on from the new one", async () => {
  const opened = await open(({ epoch, after }) =>
    epoch === "e2" ? sampleDelta(after, 4, { epoch: "e2" }) : sampleDelta(3, 3, { epoch: "e2", reset: true }),
  )
  await vi.waitFor(() => expect(opened.onReset).toHaveBeenCalled())
  const { feed } = opened.store.getSnapshot()
  opened.store.seed({ feed: { ...feed, epoch: "e2", version: 3 }, keyEvents: [], stale: false })
  await vi.waitFor(() => expect(version(opened)).toBe(4), 5_000)
})

it("follows when the blog gets another transport or another address", async () => {
  const opened = await open(({ after }) =>
    after === 10
      ? sampleDelta(10, 11, { blog: sampleBlog({ publisher: "long-polling", slug: "calm" }) })
      : new Promise(() => {}),
  )
  await vi.waitFor(() => expect(opened.questions).toHaveLength(2))
  // Whoever listened for the old one is gone.
  expect(opened.wakers.size).toBe(3)
  expect(opened.questions[1]).toMatchObject({ slug: "calm", after: 11, wait: 0 })
})

it("a hidden tab asks slowly, and at once when it is seen again", async () => {
  const opened = await open(nothingNew)
  await vi.waitFor(() => expect(opened.questions.length).toBeGreaterThan(1))
  opened.hide()
  // The question that was due already is still asked.
  await quiet(60)
  const before = opened.questions.length
  await quiet(200)
  expect(opened.questions).toHaveLength(before)
  opened.show()
  await vi.waitFor(() => expect(opened.questions.length).toBeGreaterThan(before))
})

it("waking up replaces a question that hangs, and nothing is applied twice", async () => {
  let asked = 0
  const opened = await open(({ after }) => {
    asked += 1
    return asked === 1 ? new Promise(() => {}) : sampleDelta(after, 12, { at: time(12) })
  })
  await vi.waitFor(() => expect(opened.questions).toHaveLength(1))
  opened.wake()
  await vi.waitFor(() => expect(version(opened)).toBe(12), 3_000)
})

it("a page that comes back asks once, in however many ways the browser says so", async () => {
  const opened = await open(nothingNew, {}, 60_000)
  await vi.waitFor(() => expect(opened.store.getSnapshot().state).toBe("live"))
  const before = opened.questions.length
  for (let way = 0; way < 3; way += 1) opened.wake()
  await quiet(200)
  expect(opened.questions.length - before).toBe(1)
})

it("a question that fails while the page comes back is asked again at once", async () => {
  let isUp = false
  const opened = await open(({ after }) => (isUp ? sampleDelta(after, 12, { at: time(12) }) : 500), {}, 60_000)
  vi.spyOn(Math, "random").mockReturnValue(0.999)
  await vi.waitFor(() => expect(opened.questions.length).toBeGreaterThan(2), 10_000)
  opened.wake()
  await vi.waitFor(() => expect(opened.store.getSnapshot().state).toBe("reconnecting"))
  const asked = opened.questions.length
  opened.wake()
  opened.wake()
  isUp = true
  await vi.waitFor(() => expect(version(opened)).toBe(12), 900)
  expect(opened.questions.length - asked).toBeLessThanOrEqual(2)
})

it.each(["long-polling", "sse"] as const)(
  "by %s, a page that lost its network asks once for what it missed, whatever ways it tried meanwhile",
  async (publisher) => {
    vi.stubGlobal("EventSource", NoStream)
    vi.spyOn(Math, "random").mockReturnValue(0.05)
    let isUp = true
    let newest = 12
    const opened = await open(
      ({ after, wait }) => {
        if (!isUp) return 500
        return wait > 0 && after === newest ? new Promise(() => {}) : sampleDelta(after, newest, { at: time(newest) })
      },
      { publisher },
      60_000,
    )
    await vi.waitFor(() => expect(version(opened)).toBe(12), 5_000)
    isUp = false
    opened.lose()
    opened.wake()
    // It has stepped down to the last way, which alone is never given up.
    const failures = opened.questions.length + 9
    await vi.waitFor(() => expect(opened.questions.length).toBeGreaterThan(failures), 20_000)

    isUp = true
    newest = 14
    opened.questions.length = 0
    opened.wake()
    opened.wake()
    await vi.waitFor(() => expect(version(opened)).toBe(14), 2_000)
    await quiet(300)
    // None, where the one that was being asked is answered.
    expect(opened.questions.filter(({ after }) => after === 12).length).toBeLessThanOrEqual(1)
  },
  30_000,
)

it("leaves nothing behind when it is stopped", async () => {
  const opened = await open(nothingNew)
  await vi.waitFor(() => expect(opened.questions.length).toBeGreaterThan(1))
  opened.stop()
  const before = opened.questions.length
  await quiet(100)
  expect(opened.questions.length).toBeLessThanOrEqual(before + 1)
  expect(opened.wakers.size).toBe(0)
})

it("waits longer after each failure, up to half a minute, and never all readers alike", () => {
  const longest = (failures: number) => backoff(failures, { random: () => 1 })
  expect([1, 2, 3, 6, 50].map(longest)).toEqual([1_000, 2_000, 4_000, 30_000, 30_000])
  expect(backoff(5, { random: () => 0 })).toBe(0)
})
