import { createServer } from "node:net"
import { z } from "zod"
import { type CheckResult, type DoctorCheck, failed, inShort, ok, skipped, warning } from "./check-result"

const TIMEOUT_MS = 5_000
const healthSchema = z.object({ status: z.string() })
const readySchema = z.object({
  ready: z.boolean(),
  degraded: z.boolean().default(false),
  reasons: z.array(z.string()).default([]),
})

/** Does the server answer, is it ready; and where none runs: is its port free? */
export const checkServer: DoctorCheck = async ({ env: { PORT, HOST }, url }) => {
  if (url && (await isOurs(url))) return [await checkReady(url)]
  const port = await checkPort(PORT, HOST)
  if (port.state === "failed" || !url) return [port]
  return [port, failed("server", `No Running Story answers at ${url}.`, "Start it, or say --url with where it runs.")]
}

/** True when a Running Story answers at this address. */
export async function isOurs(url: string): Promise<boolean> {
  const answer = await ask(`${url}/api/health`).catch(() => null)
  return healthSchema.safeParse(answer?.body).success
}

async function checkReady(url: string): Promise<CheckResult> {
  try {
    const { status, body } = await ask(`${url}/api/ready`)
    const ready = readySchema.safeParse(body)
    if (ready.success && ready.data.ready && ready.data.degraded)
      return warning(
        "server",
        `Answers at ${url}, and is in trouble: ${ready.data.reasons.join(" ")}`,
        "Make room on the disk of the database, or look into its log; it goes on by itself.",
      )
    if (ready.success && ready.data.ready) return ok("server", `Answers at ${url} and is ready.`)
    const reasons = ready.success ? ready.data.reasons.join(" ") : `/api/ready answers ${status}.`
    return failed("server", `Answers at ${url}, and is not ready: ${reasons}`, "See what the other checks say.")
  } catch (error) {
    return failed("server", `/api/ready does not answer (${inShort(error)}).`, "Look into the server's log.")
  }
}

function checkPort(port: number, host: string | undefined): Promise<CheckResult> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        resolve(
          failed("port", `Port ${port} is in use by another program.`, "Stop that one, or set PORT to a free one."),
        )
      else
        resolve(
          failed("port", `Port ${port} cannot be opened (${inShort(error)}).`, "Set PORT or HOST to one that can."),
        )
    })
    probe.listen(port, host, () => probe.close(() => resolve(ok("port", `Port ${port} is free.`))))
  })
}

/** Does APP_URL lead to this very installation? */
export const checkAppUrl: DoctorCheck = async ({ env: { APP_URL }, url, sample }) => {
  if (!APP_URL) return []
  if (!url) return [skipped("APP_URL", "No server runs here.")]
  const fix = "Correct APP_URL, or what leads there: the DNS entry, the proxy."
  try {
    const path = sample
      ? `/api/blogs/${sample.slug}/changes?epoch=${sample.epoch}&after=${sample.version}`
      : "/api/health"
    const { status, body } = await ask(`${APP_URL}${path}`)
    if (status === 421) return [failed("APP_URL", `${APP_URL} leads to a server that does not know this name.`, fix)]
    const here = sample ? isAt(body, sample.epoch) : healthSchema.safeParse(body).success
    if (here) return [ok("APP_URL", `${APP_URL} leads here.`)]
    return [failed("APP_URL", `At ${APP_URL} something else answers (status ${status}).`, fix)]
  } catch (error) {
    return [failed("APP_URL", `${APP_URL} does not lead here (${inShort(error)}).`, fix)]
  }
}

function isAt(body: unknown, epoch: string): boolean {
  return z.object({ epoch: z.literal(epoch) }).safeParse(body).success
}

async function ask(url: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "manual" })
  return { status: response.status, body: await response.json().catch(() => null) }
}
