import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { type Product, startProduct } from "../../scripts/lib/start-product"

// Others may be busy on this machine.
const PATIENT = { timeout: 20_000 }

const CANARY = "c4nary-do-not-log-0123456789"
const METRICS_TOKEN = `metrics-${CANARY}`
const CRON_SECRET = `cron-${CANARY}`

describe("the log of a running server", () => {
  let product: Product
  let output = ""
  let database: pg.Client

  beforeAll(async () => {
    product = await startProduct({ env: { LOG_REQUESTS: "1", LOG_LEVEL: "debug", METRICS_TOKEN, CRON_SECRET } })
    for (const stream of [product.process.stdout, product.process.stderr])
      stream?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
    const running = await findRunning(product.dataDir)
    database = new pg.Client({ connectionString: running?.databaseUrl })
    await database.connect()
  })
  afterAll(async () => {
    await database.end()
    await product.stop()
  })

  async function sendSecrets(): Promise<Response[]> {
    const { url, token } = product
    const json = { "content-type": "application/json" }
    const withToken = { ...json, authorization: `Bearer ${token}` }
    const cookie = `running-story-session=${CANARY}`
    const post = JSON.stringify({ text: CANARY, title: CANARY })
    const requests: [string, RequestInit][] = [
      [`/invite/${CANARY}`, {}],
      [`/rehearsal/${CANARY}`, {}],
      [`/api/rehearsal/${CANARY}/changes?epoch=${CANARY}&after=0`, {}],
      [`/setup?token=${CANARY}`, {}],
      [`/desk?token=${CANARY}`, { headers: { cookie } }],
      ["/desk/blogs/list", { headers: { cookie } }],
      ["/api/metrics", { headers: { authorization: `Bearer ${METRICS_TOKEN}` } }],
      ["/api/metrics", { headers: { authorization: `Bearer wrong-${CANARY}` } }],
      ["/api/cron/publish-due", { headers: { authorization: `Bearer ${CRON_SECRET}` } }],
      ["/api/v1/blogs/log", { headers: { authorization: `Bearer rs_${CANARY}` } }],
      ["/api/v1/blogs/log/posts", { method: "POST", headers: withToken, body: post }],
      ["/api/v1/blogs/log/posts", { method: "POST", headers: withToken, body: `{"text": "${CANARY}"` }],
      ["/api/v1/blogs/log/posts", { method: "POST", headers: withToken, body: `{"${CANARY}": 1}` }],
      [`/log?password=${CANARY}`, { headers: { cookie } }],
      [`/api/blogs/log/changes?epoch=${CANARY}&after=0`, {}],
    ]
    return Promise.all(requests.map(([path, init]) => fetch(`${url}${path}`, { redirect: "manual", ...init })))
  }

  it("holds no secret, wherever it is sent, while all is well and while everything fails", async () => {
    const { url, token } = product
    const made = await fetch(`${url}/api/v1/blogs`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ slug: "log", title: "Log" }),
    })
    expect(made.status).toBe(201)
    await sendSecrets()
    await database.query("alter table post rename to post_away")
    await database.query("alter table invite rename to invite_away")
    const answers = await sendSecrets()
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status >= 500).length).toBeGreaterThanOrEqual(2)

    await expect.poll(() => output, PATIENT).toContain('"event":"request"')
    await expect.poll(() => output, PATIENT).toContain('"level":"error"')
    expect(output).not.toContain(CANARY)
    expect(output).not.toContain(token)
    // The log is there to be read, and everything in it says what happened.
    for (const line of output.split("\n").filter((each) => each.startsWith("{")))
      expect(JSON.parse(line)).toHaveProperty("event")
  })

  it("tells under the reference that a page gave what went wrong with it", async () => {
    const page = await (await fetch(`${product.url}/invite/somebody`)).text()
    const found = () =>
      output
        .split("\n")
        .flatMap((line) => /"event":"page.error".*"route":"\/invite.*"reference":"(\d+)"/.exec(line)?.[1] ?? [])
    await expect.poll(() => found().length, PATIENT).toBeGreaterThan(0)
    expect(page).toContain(found()[0])
  })

  it("tells under the reference that the answer gave what went wrong", async () => {
    const answer = await fetch(`${product.url}/api/v1/blogs/log/posts`, {
      headers: { authorization: `Bearer ${product.token}`, "x-request-id": "quoted-by-a-program" },
    })
    const { error } = (await answer.json()) as { error: { code: string; reference: string } }
    expect(error).toMatchObject({ code: "internal", reference: "quoted-by-a-program" })
    expect(answer.headers.get("x-request-id")).toBe("quoted-by-a-program")
    const found = () => output.split("\n").filter((line) => line.includes(error.reference) && line.includes('"error":'))
    await expect.poll(() => found().length, PATIENT).toBeGreaterThan(0)
    expect(found()[0]).toContain("does not exist")
  })
})
