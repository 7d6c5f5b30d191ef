import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { DeskHub } from "@/lib/collaboration/desk-hub"
import { DeskConnection } from "@/lib/collaboration/desk-stream"
import { AppError, type ErrorCode } from "@/lib/errors"

const WHERE = { blogId: "blog_1", userId: "user_ana", tab: "tab-1" }
const DATABASE_AWAY = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })
const MINUTE_MS = 60_000

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(process.stderr, "write").mockReturnValue(true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** One desk's open stream, and what its checks of rights answer, which a test may change. */
function openStream(check = async (): Promise<Date | null> => null) {
  const hub = new DeskHub({
    readNames: async () => new Map(),
    readVitals: async () => null,
    announcePresence: async () => {},
  })
  const told: string[] = []
  const stream = {
    hub,
    told,
    ended: false,
    checks: 0,
    check,
    last: () => told.at(-1) ?? "",
  }
  const pipe = {
    write: (event: Buffer) => told.push(event.toString()) > 0,
    end: () => {
      stream.ended = true
    },
  }
  hub.join(
    new DeskConnection(WHERE, pipe, () => {
      stream.checks += 1
      return stream.check()
    }),
  )
  return stream
}

/** A refusal as the app's copy of the code throws it, while the hub is of the server's. */
async function refuseElsewhere(code: ErrorCode): Promise<() => Promise<never>> {
  vi.resetModules()
  const { AppError: Theirs } = await import("@/lib/errors")
  expect(Theirs).not.toBe(AppError)
  return async () => {
    throw new Theirs(code)
  }
}

describe("a desk's open stream", () => {
  it.each(["not_signed_in", "forbidden", "blog_not_found"] as const)(
    "ends at once when it is announced that rights ended (%s), whichever copy of the code refuses",
    async (code) => {
      const stream = openStream()
      stream.check = await refuseElsewhere(code)
      stream.hub.onPerson(WHERE.userId)
      await vi.advanceTimersByTimeAsync(0)
      expect(stream.ended).toBe(true)
      expect(stream.last()).toContain(`event: over\ndata: {"code":"${code}"`)
      expect(stream.hub.count).toBe(0)
    },
  )

  it("is checked once it stands: what was announced while it was opened was announced to nobody", async () => {
    const stream = openStream(async () => {
      throw new AppError("not_signed_in")
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(stream.ended).toBe(true)
  })

  it("is checked soon when announcements may have been missed", async () => {
    const stream = openStream()
    await vi.advanceTimersByTimeAsync(4_000)
    stream.check = async () => {
      throw new AppError("forbidden")
    }
    stream.hub.onSaved({ blogId: "", post: null })
    await vi.advanceTimersByTimeAsync(9_000)
    expect(stream.ended).toBe(true)
  })

  it("ends within a minute of rights that ended without a word", async () => {
    const stream = openStream()
    await vi.advanceTimersByTimeAsync(4_000)
    stream.check = async () => {
      throw new AppError("not_signed_in")
    }
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(stream.ended).toBe(true)
  })

  it("ends when its session does, without waiting for the next check", async () => {
    const end = new Date(Date.now() + 10_000)
    const stream = openStream(async () => {
      if (Date.now() >= end.getTime()) throw new AppError("not_signed_in")
      return end
    })
    await vi.advanceTimersByTimeAsync(9_000)
    expect(stream.ended).toBe(false)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(stream.ended).toBe(true)
  })

  it("outlives a database that is away for half a minute, and then goes on", async () => {
    const stream = openStream()
    await vi.advanceTimersByTimeAsync(4_000)
    stream.check = async () => {
      throw DATABASE_AWAY
    }
    await vi.advanceTimersByTimeAsync(30_000)
    stream.check = async () => null
    await vi.advanceTimersByTimeAsync(3 * MINUTE_MS)
    expect(stream.ended).toBe(false)
  })

  it.each([
    ["the database is away", () => Promise.reject(DATABASE_AWAY)],
    ["it fails for a reason that nobody knows", () => Promise.reject(new Error("What is this?"))],
    ["it never answers", () => new Promise<never>(() => {})],
  ])("ends within a minute while rights cannot be checked because %s, with the word to come back", async (_, check) => {
    const stream = openStream()
    await vi.advanceTimersByTimeAsync(4_000)
    stream.check = check
    await vi.advanceTimersByTimeAsync(25_000)
    expect(stream.ended).toBe(false)
    await vi.advanceTimersByTimeAsync(MINUTE_MS - 25_000)
    expect(stream.ended).toBe(true)
    expect(stream.last()).toContain("event: restart")
  })

  it("asks the database twice a minute while all is well, and no more than every five seconds while it is not", async () => {
    const stream = openStream()
    await vi.advanceTimersByTimeAsync(4 * MINUTE_MS)
    expect(stream.checks).toBeGreaterThanOrEqual(7)
    expect(stream.checks).toBeLessThanOrEqual(9)
    stream.checks = 0
    stream.check = () => Promise.reject(DATABASE_AWAY)
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(stream.checks).toBeGreaterThanOrEqual(3)
    expect(stream.checks).toBeLessThanOrEqual(12)
  })
})
