import { describe, expect, it } from "vitest"
import { apiClient, refusal } from "./client"

type Blog = { slug: string; title: string; summary: string; status: string; publisher: string; version: number }

describe("blogs by the HTTP API", () => {
  const { send, makeBlog } = apiClient()

  it("are made, read and changed", async () => {
    const body = { slug: "made-by-a-program", title: " Made ", summary: "By a program", publisher: "long-polling" }
    const made = await send<Blog>("POST", "/api/v1/blogs", { body })
    expect(made.status).toBe(201)
    expect(made.headers.get("location")).toBe("/api/v1/blogs/made-by-a-program")
    expect(made.headers.get("cache-control")).toBe("no-store")
    expect(made.body).toMatchObject({ ...body, title: "Made", status: "live", version: 0, id: expect.any(String) })

    const path = "/api/v1/blogs/made-by-a-program"
    const changed = await send<Blog>("PATCH", path, { body: { title: "Changed", status: "ended" } })
    expect([changed.status, changed.body.version]).toEqual([200, 1])
    const read = await send<Blog>("GET", path)
    expect(read.status).toBe(200)
    expect(read.body).toMatchObject({
      title: "Changed",
      status: "ended",
      summary: body.summary,
      epoch: expect.any(String),
    })
  })

  it("cannot take an address that another one has", async () => {
    const { slug } = await makeBlog()
    const again = await send("POST", "/api/v1/blogs", { body: { slug, title: "Second" } })
    expect(refusal(again)).toEqual([409, "slug_taken"])
  })

  it("that do not exist are not found", async () => {
    for (const [method, body] of [["GET"], ["PATCH", { title: "x" }]] as const) {
      expect(refusal(await send(method, "/api/v1/blogs/there-is-none", { body }))).toEqual([404, "blog_not_found"])
    }
  })

  it("say field by field what is wrong with them", async () => {
    const { status, body } = await send("POST", "/api/v1/blogs", { body: { slug: "Not Good", title: "" } })
    expect(status).toBe(400)
    expect(body.error.code).toBe("invalid_input")
    expect(body.error.issues?.map((each) => each.path)).toEqual(["slug", "title"])
  })

  it("take no field that a program has no business to set", async () => {
    const { path, slug } = await makeBlog()
    const fields = { id: "blog_1", version: 99, epoch: "x", createdAt: "2020-01-01T00:00:00Z", role: "admin" }
    for (const [field, value] of Object.entries(fields)) {
      const made = await send("POST", "/api/v1/blogs", { body: { slug: `${slug}-2`, title: "T", [field]: value } })
      const changed = await send("PATCH", path, { body: { [field]: value } })
      expect([refusal(made), refusal(changed)]).toEqual([
        [400, "invalid_input"],
        [400, "invalid_input"],
      ])
    }
    expect(refusal(await send("PATCH", path, { body: { status: "paused" } }))).toEqual([400, "invalid_input"])
  })

  it("refuse what is no JSON, is not UTF-8 or is too large, and never break on it", async () => {
    const bodies: [string | Uint8Array | undefined, number][] = [
      ["{", 400],
      ["", 400],
      [undefined, 400],
      ["[]", 400],
      ["null", 400],
      ['"text"', 400],
      [new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400],
      [JSON.stringify({ slug: "nul", title: "a\u0000b" }), 400],
      [JSON.stringify({ slug: "proto", title: "x", __proto__: 1 }).replace("}", ',"__proto__":{"id":1}}'), 400],
      [`"${"x".repeat(600 * 1024)}"`, 413],
    ]
    for (const [body, status] of bodies) expect((await send("POST", "/api/v1/blogs", { body })).status).toBe(status)
  })
})
