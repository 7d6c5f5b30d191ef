import http from "node:http"
import { setTimeout as sleep } from "node:timers/promises"

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
