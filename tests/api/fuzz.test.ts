import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createUser } from "@/lib/auth/create-user"
import { hashPassword } from "@/lib/auth/password"
import { closeDb, db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { hashSecret, newSecret } from "@/lib/secret-token"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { type Product, startProduct } from "../../scripts/lib/start-product"
import { PASSWORD, signInAs } from "../db/people-helpers"
import { rememberSessions } from "../route-inventory/knock"
import { World } from "../route-inventory/world"
import { faultOf } from "../security/fuzz/judge"
import { Random } from "../security/fuzz/random"
import { type RawRequest, sendRaw } from "../security/fuzz/raw-http"
import { toRequest } from "../security/fuzz/spoil-request"
import { findTargets, type Senders, type Target } from "../security/fuzz/targets"

/*
 * Requests that no page of ours sends, at every door of the running product: broken ones, hostile ones, and some that are
 * right. Whatever somebody sends, it is answered in words, never with 500, and it writes no error to the log: that is for
 * our own faults. The same seed sends the same requests: FUZZ_SEED=7 FUZZ_FROM=120 FUZZ_REQUESTS=1.
 */

const IS_LONG = process.env.SECURITY === "long"
const SEED = Number(process.env.FUZZ_SEED ?? 1)
const FROM = Number(process.env.FUZZ_FROM ?? 0)
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? (IS_LONG ? 5_000 : 500))
const CONCURRENCY = 10
const AUTH_SECRET = "what-sessions-of-the-fuzz-test-are-signed-with"
const CRON_SECRET = "what-opens-the-door-of-clocks-in-the-fuzz-test"

describe("whatever is sent to the product", () => {
  let product: Product
  let targets: Target[] = []
  let log = ""
  let judged = 0
  let restoreSessions = async () => {}

  beforeAll(async () => {
    product = await startProduct({ env: { AUTH_SECRET, CRON_SECRET, POLLING_TIMEOUT: "1", LINK_CARDS: "0" } })
    for (const stream of [product.process.stdout, product.process.stderr])
      stream?.on("data", (chunk: Buffer) => (log += chunk.toString("utf8")))
    process.env.AUTH_SECRET = AUTH_SECRET
    setDatabaseUrl((await findRunning(product.dataDir))?.databaseUrl ?? "")
    targets = await findTargets(await World.make(), await makeSenders())
    restoreSessions = await rememberSessions()
  })
  afterAll(async () => {
    delete process.env.AUTH_SECRET
    await closeDb()
    await product.stop()
  })

  async function makeSenders(): Promise<Senders> {
    const email = "ada@example.org"
    const passwordHash = await hashPassword(PASSWORD)
    const userId = await db().$transaction((tx) => createUser(tx, { name: "Ada", email, role: "admin", passwordHash }))
    const token = `rs_${newSecret()}`
    const hint = token.slice(-4)
    await db().apiToken.create({ data: { id: "token_fuzz", name: "Fuzz", tokenHash: hashSecret(token), hint } })
    const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` }, userId: "user_nobody" })
    return {
      session: { headers: { cookie: (await signInAs(email)).get("cookie") ?? "" }, userId },
      token: bearer(token),
      cron: bearer(CRON_SECRET),
      open: { headers: {}, userId: "user_nobody" },
    }
  }

  /** The request of a number: every door has its turn, and chance decides what is wrong with it. */
  function requestOf(number: number): { door: string; request: RawRequest } {
    const target = targets[number % targets.length]
    if (!target) throw new Error("There is no door.")
    const random = new Random(SEED * 1_000_003 + number)
    return { door: target.door, request: toRequest(target, new URL(product.url).host, random) }
  }

  async function send(number: number): Promise<string | null> {
    const { door, request } = requestOf(number)
    const fault = faultOf(await sendRaw(product.url, request), request, new URL(product.url).host)
    return fault && `#${number} at ${door}: ${fault}\n${show(request)}`
  }

  // Several at once, and after them a look at the log: who wrote to it is found by sending each of them again, alone.
  async function sendAll(numbers: number[]): Promise<string[]> {
    const faults = (await Promise.all(numbers.map(send))).filter((fault) => fault !== null)
    await restoreSessions()
    const written = complaintsIn(log.slice(judged))
    judged = log.length
    if (written === "") return faults
    const culprits: string[] = []
    for (const number of numbers) {
      const start = log.length
      await send(number)
      await new Promise((resolve) => setTimeout(resolve, 50))
      const own = complaintsIn(log.slice(start))
      const { door, request } = requestOf(number)
      if (own) culprits.push(`#${number} at ${door} wrote to the log: ${own.slice(0, 1_500)}\n${show(request)}`)
    }
    judged = log.length
    return [
      ...faults,
      ...(culprits.length > 0 ? culprits : [`One up to #${numbers.at(-1)} wrote to the log: ${written}`]),
    ]
  }

  it(
    `is answered in words, never with 500, and writes no error to the log (${REQUESTS} requests, seed ${SEED})`,
    async () => {
      expect(targets.length).toBeGreaterThan(80)
      const faults: string[] = []
      for (let number = FROM; number < FROM + REQUESTS; number += CONCURRENCY) {
        const some = Array.from({ length: Math.min(CONCURRENCY, FROM + REQUESTS - number) }, (_, n) => number + n)
        faults.push(...(await sendAll(some)))
      }
      // What was written late.
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect([...faults, complaintsIn(log.slice(judged))].filter(Boolean).join("\n\n")).toBe("")
      expect((await fetch(`${product.url}/api/ready`)).status).toBe(200)
    },
    IS_LONG ? 1_200_000 : 180_000,
  )
})

/** What of a log is no plain note of what happened. */
function complaintsIn(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\{"level":"(info|debug)"/.test(line))
    .join("\n")
}

function show({ bytes }: RawRequest): string {
  const text = JSON.stringify(bytes.toString("latin1"))
  return text.length > 2_000 ? `${text.slice(0, 1_700)} … ${text.slice(-250)} (${bytes.length} bytes)` : text
}
