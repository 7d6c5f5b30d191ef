import { fillBlog } from "./fill-blog"
import { keepToLastCore } from "./keep-to-core"
import type { BareAnswer } from "./load/bare-server"
import type { PollLoadResult } from "./load/poll-load"
import { startWorker, type Worker } from "./load-worker"
import { cpuMilliseconds } from "./process-stats"
import { median, printTable } from "./statistics"
import { startApp, startNext } from "./subject"

const CONNECTIONS = 50
const ROUNDS = 7
const ROUND_MS = 1_500
const POSTS = 50
const MIN_RATIO = 0.9
/** An answer's own bookkeeping, which a bare server adds by itself. */
const ADDED_BY_NODE = ["date", "connection", "keep-alive", "transfer-encoding"]

type Question = { name: string; request: string }
type Place = { port: number; pid: number }
type Round = { perSecond: number; cpu: number; p99: number }

/** Polls per second of the own server against a bare node:http server that sends the same bytes, round by round in turn. */
export async function benchPolls(): Promise<boolean> {
  const subject = await startApp()
  const next = await startNext(subject.databaseUrl)
  const [bare, load] = [startWorker("./load/bare-server.ts"), startWorker("./load/poll-load.ts")]
  keepToLastCore([load.pid])
  try {
    const barePort = await bare.call<number>("listen")
    const rows: string[][] = []
    const ratios: number[] = []
    for (const question of await askableQuestions(subject.port)) {
      await bare.call("answerWith", await readAnswer(subject.port, question))
      const places = { bare: { port: barePort, pid: bare.pid }, own: subject, next }
      const { row, ratio } = await compare(load, question, places)
      rows.push(row)
      ratios.push(ratio)
    }
    const head = [
      "request",
      "bare /s",
      "own server /s",
      "ratio",
      "CPU bare, own (µs)",
      "p99 bare, own (ms)",
      "route handler /s",
    ]
    printTable(head, rows)
    const held = ratios.every((ratio) => ratio >= MIN_RATIO)
    console.log(held ? `All at ${MIN_RATIO} of a bare server or above.` : `NOT all at ${MIN_RATIO} of a bare server.`)
    return held
  } finally {
    await Promise.all([load.stop(), bare.stop()])
    await next.stop()
    await subject.stop()
  }
}

async function askableQuestions(port: number): Promise<Question[]> {
  const { slug, epoch, version } = await fillBlog("bench-polls", POSTS)
  const seeds = `/api/get-updates/${slug}/`
  const shake = await fetch(`http://127.0.0.1:${port}${seeds}`, { method: "POST" })
  const { lastUpdateTimestamp: newest } = (await shake.json()) as { lastUpdateTimestamp: number }
  const changes = (after: number) => `GET /api/blogs/${slug}/changes?epoch=${epoch}&after=${after}`
  return [
    { name: "changes, nothing new", request: changes(version) },
    { name: "changes, one new post", request: changes(version - 1) },
    { name: "get-updates HEAD", request: `HEAD ${seeds}` },
    { name: "get-updates, nothing new", request: `GET ${seeds}?last_update_ts=${newest}` },
    { name: "get-updates, one new post", request: `GET ${seeds}?last_update_ts=${newest - 0.5}` },
  ]
}

async function readAnswer(port: number, { request }: Question): Promise<BareAnswer> {
  const [method, path] = request.split(" ")
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: method ?? "GET" })
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !ADDED_BY_NODE.includes(name)))
  return { headers, body: await response.text() }
}

async function compare(
  load: Worker,
  question: Question,
  places: { bare: Place; own: Place; next: Place },
): Promise<{ row: string[]; ratio: number }> {
  const ask = (place: Place) => runRound(load, place, question)
  const bare: Round[] = []
  const own: Round[] = []
  for (let round = -1; round < ROUNDS; round += 1) {
    const pair = [await ask(places.bare), await ask(places.own)] as const
    // The first round only warms up.
    if (round < 0) continue
    bare.push(pair[0])
    own.push(pair[1])
  }
  await ask(places.next)
  const next = await ask(places.next)
  const middle = (rounds: Round[], of: keyof Round, digits = 0) =>
    median(rounds.map((round) => round[of])).toLocaleString("en", { maximumFractionDigits: digits })
  const ratio = median(own.map(({ perSecond }, index) => perSecond / (bare[index]?.perSecond ?? Number.NaN)))
  const both = (of: keyof Round, digits = 0) => `${middle(bare, of, digits)}, ${middle(own, of, digits)}`
  const speeds = [middle(bare, "perSecond"), middle(own, "perSecond"), ratio.toFixed(2)]
  return { row: [question.name, ...speeds, both("cpu"), both("p99", 1), middle([next], "perSecond")], ratio }
}

async function runRound(load: Worker, { port, pid }: Place, { request }: Question): Promise<Round> {
  const before = cpuMilliseconds(pid)
  const lines = `${request} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: */*\r\n\r\n`
  const run = { port, request: lines, connections: CONNECTIONS, milliseconds: ROUND_MS }
  const { perSecond, p99 } = await load.call<PollLoadResult>("run", run)
  const cpu = cpuMilliseconds(pid) - before
  return { perSecond, p99, cpu: (cpu * 1000) / (perSecond * (ROUND_MS / 1000)) }
}
