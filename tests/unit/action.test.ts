import { notFound, redirect } from "next/navigation"
import { beforeEach, describe, expect, it, vi } from "vitest"
import { z } from "zod"
import { AppError } from "@/lib/errors"
import { action, publicAction } from "@/lib/http/action"

const sent = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock("next/headers", () => ({ headers: async () => sent.headers }))

const schema = z.strictObject({ title: z.string().min(1, "Write a title.") })

describe("a server action", () => {
  beforeEach(() => {
    sent.headers = new Headers({ "sec-fetch-site": "same-origin" })
  })

  it("answers with what it did", async () => {
    const save = publicAction(schema, async ({ title }) => title.toUpperCase())
    expect(await save({ title: "words" })).toEqual({ ok: true, data: "WORDS" })
  })

  it("does nothing for another site", async () => {
    const run = vi.fn()
    sent.headers = new Headers({ "sec-fetch-site": "cross-site", origin: "https://evil.example" })
    const answer = await publicAction(schema, run)({ title: "words" })
    expect(answer).toMatchObject({ ok: false, error: { code: "foreign_origin" } })
    expect(run).not.toHaveBeenCalled()
  })

  it("does nothing for somebody who is not signed in, and says how to go on", async () => {
    const run = vi.fn()
    const answer = await action(schema, run)({ title: "words" })
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "not_signed_in", message: expect.stringContaining("Sign in") },
    })
    expect(run).not.toHaveBeenCalled()
  })

  it("names the fields that are wrong, also when they are none of the form's", async () => {
    const save = publicAction(schema, async () => null)
    expect(await save({ title: "" })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", issues: [{ path: "title", message: "Write a title." }] },
    })
    const extra = { title: "words", role: "admin" }
    expect(await save(extra)).toMatchObject({ ok: false, error: { code: "invalid_input" } })
  })

  it("gives an error's words and details as a value, so that nothing typed is lost", async () => {
    const save = publicAction(schema, async () => {
      throw new AppError("stale_revision", { details: { post: { id: "post_1" } } })
    })
    expect(await save({ title: "words" })).toMatchObject({
      ok: false,
      error: { code: "stale_revision" },
      details: { post: { id: "post_1" } },
    })
  })

  it("keeps the words of a fault of ours to the log", async () => {
    const log = vi.spyOn(process.stderr, "write").mockReturnValue(true)
    const save = publicAction(schema, async () => {
      throw new Error("connection string with a secret")
    })
    const answer = await save({ title: "words" })
    expect(answer).toMatchObject({ ok: false, error: { code: "internal" } })
    expect(JSON.stringify(answer)).not.toContain("secret")
    expect(String(log.mock.calls[0]?.[0])).toContain("connection string")
    log.mockRestore()
  })

  it("lets Next redirect and say not found", async () => {
    const away = publicAction(schema, async () => redirect("/desk"))
    await expect(away({ title: "words" })).rejects.toMatchObject({ digest: expect.stringContaining("NEXT_REDIRECT") })
    const gone = publicAction(schema, async () => notFound())
    await expect(gone({ title: "words" })).rejects.toMatchObject({ digest: expect.stringContaining("404") })
  })
})
