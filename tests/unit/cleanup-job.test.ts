import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { startCleanupJob } from "@/lib/jobs/media-cleanup"

const tidy = vi.fn<() => Promise<number>>()

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

describe("tidying up", () => {
  beforeEach(() => {
    vi.useFakeTimers()
    tidy.mockReset().mockResolvedValue(0)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it("leaves a start alone, and is done every six hours from then on", async () => {
    const stop = startCleanupJob(tidy)
    await vi.advanceTimersByTimeAsync(9 * MINUTE_MS)
    expect(tidy).toHaveBeenCalledTimes(0)
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS)
    expect(tidy).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(12 * HOUR_MS)
    expect(tidy).toHaveBeenCalledTimes(3)
    stop()
    await vi.advanceTimersByTimeAsync(24 * HOUR_MS)
    expect(tidy).toHaveBeenCalledTimes(3)
  })

  it("goes on after it failed, and says why it did", async () => {
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true)
    tidy.mockRejectedValueOnce(new Error("the database is away"))
    const stop = startCleanupJob(tidy)
    await vi.advanceTimersByTimeAsync(7 * HOUR_MS)
    expect(tidy).toHaveBeenCalledTimes(2)
    expect(String(log.mock.calls[0]?.[0])).toContain("the database is away")
    stop()
  })

  it("does not begin again when it is stopped in the middle", async () => {
    let end = () => {}
    tidy.mockImplementation(() => new Promise<number>((done) => (end = () => done(0))))
    const stop = startCleanupJob(tidy)
    await vi.advanceTimersByTimeAsync(11 * MINUTE_MS)
    stop()
    end()
    await vi.advanceTimersByTimeAsync(24 * HOUR_MS)
    expect(tidy).toHaveBeenCalledTimes(1)
  })
})
