import type { IncomingMessage } from "node:http"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { setDatabaseUrl } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { errorPayload } from "@/lib/http/payload"
import { errorResponse } from "@/lib/http/response"
import { logError, logInfo } from "@/lib/log"
import { redactText } from "@/lib/redact"
import { getRequestId, noteRequestId } from "@/lib/request-id"
import { takeSingleton } from "@/lib/singleton"

describe("the log", () => {
  let lines: string[] = []

  beforeEach(() => {
    lines = []
    vi.spyOn(process.stderr, "write").mockImplementation((line) => {
      lines.push(String(line))
      return true
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    delete process.env.LOG_LEVEL
    readLevelAnew()
  })

  const readLevelAnew = () => {
    setDatabaseUrl(process.env.DATABASE_URL ?? "")
    takeSingleton("logger")
  }
  const last = () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown>

  it("is one line of JSON for each thing, with its time, level and what caused it", () => {
    logError("scheduler", new Error("late", { cause: new Error("the disk is full") }), { blogId: "blog_1" })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/\n$/)
    expect(last()).toMatchObject({ level: "error", event: "scheduler", blogId: "blog_1" })
    expect(last().error).toMatch(/late[\s\S]*Caused by[\s\S]*the disk is full/)
    logError("scheduler", new AggregateError([new Error("no room")], "2 posts cannot be published"))
    expect(last().error).toMatch(/2 posts[\s\S]*Caused by[\s\S]*no room/)
    expect(new Date(String(last().time)).getTime()).toBeGreaterThan(Date.now() - 5_000)
  })

  it("says as much as LOG_LEVEL wants", () => {
    process.env.LOG_LEVEL = "error"
    readLevelAnew()
    logInfo("quiet")
    logError("loud", "words")
    expect(lines).toHaveLength(1)
    expect(last().event).toBe("loud")
  })

  const CANARY = "c4nary-do-not-log"
  const places = [
    `GET /invite/${CANARY}`,
    `GET /login/reset/${CANARY}`,
    `GET /login/confirm-email/${CANARY}`,
    `GET /rehearsal/${CANARY}/post_1 failed`,
    `POST /api/rehearsal/${CANARY}/changes?epoch=1`,
    `https://live.example.org/setup?token=${CANARY}&x=1`,
    `/api/thing?api_key=${CANARY}`,
    `postgresql://editor:${CANARY}@db.example.org:5432/live refused`,
    `authorization: Bearer ${CANARY}`,
    `Authorization: Basic ${CANARY}`,
    `cookie: running-story-session=${CANARY}; other=${CANARY}`,
    `__Host-running-story-session=${CANARY}`,
    `cookie: a=1; running-story-device=${CANARY}`,
    `__Host-running-story-device=${CANARY}`,
    `{"email":"a@example.org","password":"${CANARY}"}`,
    `{ password: '${CANARY}', name: 'x' }`,
    `PUSHER_SECRET=${CANARY}`,
    `token: ${CANARY}`,
    `"accessToken": "${CANARY}"`,
  ]
  for (const place of places) {
    it(`does not tell what is secret in: ${place.replaceAll(CANARY, "…")}`, () => {
      logError(place, new Error(place, { cause: new Error(place) }), { path: place })
      logInfo(place.split(" ")[0] ?? "", { path: place })
      expect(redactText(place)).not.toContain(CANARY)
      expect(lines.slice(0, 1).join()).not.toContain(CANARY)
    })
  }

  it("does not tell fields that are secret by their name, nor a token of ours anywhere", () => {
    const fields = { token: CANARY, password: CANARY, setCookie: CANARY, postBody: CANARY, content: CANARY }
    logInfo("fields", { ...fields, note: "made rs_abcdefghijklmnop0123 today", kept: "this stays" })
    expect(lines.join()).not.toContain(CANARY)
    expect(lines.join()).not.toContain("rs_abcdefgh")
    expect(last().kept).toBe("this stays")
  })

  it("leaves words alone that only sound like secrets", () => {
    for (const words of [
      "password authentication failed for user editor",
      "GET /election-night/post_1",
      "at /srv/app:12",
    ])
      expect(redactText(words)).toBe(words)
  })
})

describe("the name of a request", () => {
  const from = (remoteAddress: string, id?: string) =>
    ({
      headers: id === undefined ? {} : { "x-request-id": id },
      socket: { remoteAddress },
    }) as unknown as IncomingMessage

  it("is the one that a proxy of ours gave it, if it can be one", () => {
    expect(noteRequestId(from("127.0.0.1", "01J9ZK4M7A"))).toBe("01J9ZK4M7A")
    expect(noteRequestId(from("::ffff:127.0.0.3", "01J9ZK4M7A"))).toBe("01J9ZK4M7A")
    for (const forged of ["", "x", "two words", 'a"b","level":"info', "a".repeat(65), "line\nbreak"])
      expect(noteRequestId(from("127.0.0.1", forged))).toMatch(/^[0-9a-f]{12}$/)
  })

  it("is a new one for what comes from elsewhere, whatever it says", () => {
    for (const peer of ["203.0.113.7", "10.0.0.3"])
      expect(noteRequestId(from(peer, "01J9ZK4M7A"))).toMatch(/^[0-9a-f]{12}$/)
    // Nor can a reader write it where the app looks for it.
    expect(getRequestId(new Headers({ "x-request-id": "01J9ZK4M7A" }))).not.toBe("01J9ZK4M7A")
  })

  it("stands in the answer to an error of ours and in its line of the log, so that it can be quoted", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true)
    const request = from("127.0.0.1", "quoted-by-the-editor")
    noteRequestId(request)
    const answers = [
      await errorResponse(new Error("broken"), "test", new Headers(request.headers as Record<string, string>)).json(),
      JSON.parse(String(errorPayload(new Error("broken")).body)),
    ]
    const [named, live] = answers.map(({ error }) => error.reference)
    expect(named).toBe("quoted-by-the-editor")
    const log = written.mock.calls.map(([line]) => JSON.parse(String(line)).reference)
    expect(log).toEqual([named, live])
    // What is nobody's fault here has none.
    const refused = await errorResponse(new AppError("forbidden"), "test", new Headers()).json()
    expect(refused.error).not.toHaveProperty("reference")
    written.mockRestore()
  })
})
