import { setTimeout as sleep } from "node:timers/promises"
import WebSocket from "ws"
import { parseDelta } from "@/lib/protocol/parse-delta"
import { type CheckResult, type DoctorCheck, failed, inShort, ok, type Sample, skipped, warning } from "./check-result"

const TIMEOUT_MS = 5_000
const WAIT_SECONDS = 1
const FIRST_EVENT_TIMEOUT_MS = 4_000

/** Each way to readers, as a browser goes it: a poll, a long poll, an event stream and a socket. */
export const checkTransports: DoctorCheck = async ({ env, url, sample }) => {
  if (!url) return [skipped("ways to readers", "No server runs here.")]
  if (!sample)
    return [skipped("ways to readers", "There is no public live blog to try them with. Make one, then ask again.")]
  const streams = env.LIVE_URL ?? url
  const poll = await attempt("polling", () => checkPoll(url, sample))
  if (poll.state === "failed") return [poll]
  return [
    poll,
    await attempt("long polling", () => checkLongPoll(url, sample)),
    await attempt("event stream", () => checkStream(streams, sample)),
    await attempt("WebSocket", () => checkSocket(streams, sample)),
  ]
}

async function attempt(name: string, run: () => Promise<CheckResult>): Promise<CheckResult> {
  return run().catch((error: unknown) =>
    failed(
      name,
      `Does not work: ${inShort(error)}.`,
      "Look whether the server, or what stands in front of it, refuses it.",
    ),
  )
}

async function checkPoll(url: string, sample: Sample): Promise<CheckResult> {
  const response = await fetch(`${url}${address(sample, "changes")}`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (response.status === 404)
    return failed("polling", `${url} does not know the live blog ${sample.slug}.`, "Its server uses another database.")
  if (!response.ok) return failed("polling", `Answered with ${response.status}.`, "Look into the server's log.")
  const delta = parseDelta(await response.json())
  if (!delta) return failed("polling", "The answer is none of ours.", "Something in front of the server changes it.")
  if (delta.epoch !== sample.epoch)
    return failed(
      "polling",
      "The server is on another version line than the database.",
      "Its server uses another database.",
    )
  return ok("polling", "Works.")
}

async function checkLongPoll(url: string, sample: Sample): Promise<CheckResult> {
  const start = performance.now()
  const response = await fetch(`${url}${address(sample, "changes")}&wait=${WAIT_SECONDS}`, {
    signal: AbortSignal.timeout(WAIT_SECONDS * 1000 + TIMEOUT_MS),
  })
  const took = performance.now() - start
  const delta = response.ok ? parseDelta(await response.json()) : null
  const fix = "Let the proxy wait longer for answers (proxy_read_timeout in nginx) than POLLING_TIMEOUT."
  if (!delta)
    return failed("long polling", `Answered with ${response.status} after ${(took / 1000).toFixed(1)} s.`, fix)
  if (delta.version === sample.version && took < WAIT_SECONDS * 500)
    return warning("long polling", "The answer was not held back: something answers in the server's place.", fix)
  return ok("long polling", "Works.")
}

// The first event comes at once, so what is late is held by somebody.
async function checkStream(url: string, sample: Sample): Promise<CheckResult> {
  const abort = new AbortController()
  const first = (async () => {
    const response = await fetch(`${url}${address(sample, "stream")}`, { signal: abort.signal })
    if (!response.ok || !response.body) return `answered with ${response.status}`
    for await (const chunk of response.body) if (Buffer.from(chunk).includes("event: delta")) return null
    return "ended without a word"
  })()
  try {
    const problem = await Promise.race([
      first,
      sleep(FIRST_EVENT_TIMEOUT_MS, "late" as const, { signal: abort.signal }),
    ])
    if (problem === "late")
      return failed(
        "event stream",
        `Nothing came within ${FIRST_EVENT_TIMEOUT_MS / 1000} s, though polling works: something in between collects answers before it passes them on.`,
        "Switch its buffering off (proxy_buffering off in nginx). Until then pages fall back to polling.",
      )
    if (problem)
      return failed("event stream", `The stream ${problem}.`, "Look whether a proxy refuses or cuts streams.")
    return ok("event stream", "Works, and is not held back.")
  } finally {
    abort.abort()
    await first.catch(() => {})
  }
}

function checkSocket(url: string, sample: Sample): Promise<CheckResult> {
  const fix =
    "Let the proxy pass on upgrades (Upgrade and Connection headers). Until then pages fall back to event streams."
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}${address(sample, "socket")}`, "running-story.v1", {
    handshakeTimeout: TIMEOUT_MS,
  })
  return new Promise((resolve) => {
    const finish = (finding: CheckResult) => {
      clearTimeout(timer)
      socket.terminate()
      resolve(finding)
    }
    const timer = setTimeout(
      () => finish(failed("WebSocket", `Opened, and nothing came within ${TIMEOUT_MS / 1000} s.`, fix)),
      TIMEOUT_MS * 1.5,
    )
    socket.on("error", (error) => finish(failed("WebSocket", `Cannot be opened (${inShort(error)}).`, fix)))
    socket.once("message", () => finish(ok("WebSocket", "Works.")))
  })
}

function address({ slug, epoch, version }: Sample, end: "changes" | "stream" | "socket"): string {
  const path = end === "socket" ? `/ws/channel/${slug}/` : `/api/blogs/${slug}/${end}`
  return `${path}?epoch=${encodeURIComponent(epoch)}&after=${version}`
}
