import { describe, expect, it } from "vitest"
import { fillBlog } from "../../scripts/bench/fill-blog"
import type { OpenReaders } from "../../scripts/bench/load/reader-load"
import { startWorker } from "../../scripts/bench/load-worker"
import { startLiveServer } from "../../scripts/bench/subject"
import { runChaos } from "../../scripts/chaos/run-chaos"

describe("when everything breaks at once", () => {
  it("every reader ends with what the database holds, on every transport, and never sees an older text again", async () => {
    const report = await runChaos({ apps: 0, liveServers: 2, readers: 2, slowReaders: 10, blows: 4 })
    expect(report.lies).toEqual([])
    expect(report.faults).toBeGreaterThan(10)
    expect(report.saved).toBeGreaterThan(30)
    expect(report.applied).toBeGreaterThan(100)
  }, 180_000)
})

describe("a server that is told to stop while it holds 2,000 readers", () => {
  it("answers them, lets them go and is gone within 10 s", async () => {
    const subject = await startLiveServer()
    const loads = [
      startWorker("./load/reader-load.ts"),
      startWorker("./load/reader-load.ts"),
      startWorker("./load/reader-load.ts"),
    ]
    try {
      const { slug, epoch, version } = await fillBlog("stopping", 10)
      const transports: OpenReaders["transport"][] = ["sse", "websocket", "long-polling"]
      const counts = [700, 700, 600]
      for (const [index, transport] of transports.entries())
        await loads[index]?.call("open", { transport, port: subject.port, slug, epoch, version, count: counts[index] })
      const began = Date.now()
      process.kill(subject.pid, "SIGTERM")
      await expect.poll(() => subject.exitCode(), { timeout: 10_000, interval: 50 }).toBe(0)
      expect(Date.now() - began).toBeLessThan(10_000)
    } finally {
      await Promise.all(loads.map((load) => load.stop()))
      await subject.stop()
    }
  }, 60_000)
})
