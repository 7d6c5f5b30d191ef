import http from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import type { Delta } from "@/lib/protocol/delta"

export type CrowdPlan = {
  url: string
  slug: string
  epoch: string
  /** The positions at which readers begin, dealt out in turn. */
  positions: number[]
  readers: number
  intervalMs: number
  milliseconds: number
}
export type CrowdReport = { asked: number; failed: number; versions: number[] }

/**
 * So many open pages that ask in intervals, each from its own position, at its own moment, as browsers do; every tenth writes
 * something of its own behind the question mark. Ends with the position of each.
 */
export async function sendCrowd(plan: CrowdPlan): Promise<CrowdReport> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 128 })
  const report: CrowdReport = { asked: 0, failed: 0, versions: [] }
  const until = Date.now() + plan.milliseconds
  const read = async (number: number) => {
    let version = plan.positions[number % plan.positions.length] ?? 0
    await sleep(Math.random() * plan.intervalMs)
    while (Date.now() < until) {
      const own = number % 10 === 0 ? `&mine=${number}` : ""
      const path = `/api/blogs/${plan.slug}/changes?epoch=${plan.epoch}&after=${version}${own}`
      const answer = await get(agent, plan.url, path).catch(() => null)
      report.asked += 1
      if (answer?.status === 200) version = (JSON.parse(answer.text) as { version: number }).version
      else report.failed += 1
      await sleep(plan.intervalMs)
    }
    report.versions[number] = version
  }
  await Promise.all(Array.from({ length: plan.readers }, (_, number) => read(number)))
  agent.destroy()
  return report
}

export type HeldCrowdPlan = Pick<CrowdPlan, "url" | "slug" | "epoch" | "readers"> & {
  /** The version at which each reader has everything and leaves. */
  last: number
  /** When each published version was committed, on the clock of `performance.now()`. */
  publishedAt: Map<number, number>
}
/** `delays`: milliseconds from each commit to each reader who had it; `doubled`: posts that came again. */
export type HeldCrowdReport = { asked: number; failed: number; doubled: number; lost: number; delays: number[] }

/** So many open pages that wait for news at one position, as browsers do, each on a connection of its own. */
export async function holdCrowd(plan: HeldCrowdPlan): Promise<HeldCrowdReport> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const report: HeldCrowdReport = { asked: 0, failed: 0, doubled: 0, lost: 0, delays: [] }
  const read = async () => {
    let [version, cursor] = [0, 0]
    const seen = new Map<string, number>()
    while (version < plan.last) {
      const path = `/api/blogs/${plan.slug}/changes?epoch=${plan.epoch}&after=${version}&wait=20&cursor=${cursor}`
      const answer = await get(agent, plan.url, path).catch(() => null)
      report.asked += 1
      if (answer?.status !== 200) {
        report.failed += 1
        await sleep(200 + Math.random() * 300)
        continue
      }
      const delta = JSON.parse(answer.text) as Delta
      const at = performance.now()
      for (const { id, version: own } of delta.posts) {
        if (seen.get(id) === own) report.doubled += 1
        seen.set(id, own)
      }
      for (let each = version + 1; each <= delta.version; each += 1) {
        const committed = plan.publishedAt.get(each)
        if (committed !== undefined) report.delays.push(at - committed)
      }
      version = delta.version
      cursor = delta.cursor ?? cursor
    }
    report.lost += plan.last - seen.size
  }
  await Promise.all(Array.from({ length: plan.readers }, read))
  agent.destroy()
  return report
}

function get(agent: http.Agent, url: string, path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}${path}`, { agent }, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => (text += chunk))
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }))
    })
    request.on("error", reject)
  })
}
