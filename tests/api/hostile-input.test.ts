import { beforeAll, describe, expect, it } from "vitest"
import { nestedLists } from "../security/fuzz/hostile-values"
import { useServer } from "../setup/server"
import { apiClient, type ErrorBody } from "./client"

/** What no text can hold: half of a character that takes two places, and the letter that ends a text elsewhere. */
const UNSTORABLE = ["cut \ud83d", "a\u0000b"]

const doc = (...content: object[]) => ({ type: "doc", content })
const text = (words: string, marks?: object[]) => ({ type: "text", text: words, ...(marks ? { marks } : {}) })
const paragraph = (words: string) => ({ type: "paragraph", content: [text(words)] })

describe("input that cannot be stored", () => {
  const { send, makeBlog } = apiClient()
  const { url, token } = useServer()
  let blog = ""
  let post = ""

  beforeAll(async () => {
    blog = (await makeBlog()).path
    post = `${blog}/posts/${(await send<{ id: string }>("POST", `${blog}/posts`, { body: { text: "Words" } })).body.id}`
  })

  it("is refused in every field of text, by the field's name", async () => {
    for (const bad of UNSTORABLE) {
      const fields: [path: string, body: object][] = [
        ["title", { title: bad }],
        ["tags.1", { tags: ["storm", bad] }],
        ["correction", { correction: bad }],
        ["author", { author: bad }],
        ["authors.0.name", { authors: [{ name: bad }] }],
        ["text", { text: bad }],
        ["content.content.0.content.0.text", { content: doc(paragraph(bad)) }],
        [
          "content.content.0.attrs.url",
          { content: doc({ type: "embed", attrs: { url: `https://a.example/${bad}` } }) },
        ],
        ["", { [bad]: "x" }],
      ]
      for (const [path, body] of fields) {
        const words = "text" in body || "content" in body ? {} : { text: "Words" }
        for (const [method, at] of [
          ["POST", `${blog}/posts`],
          ["PATCH", post],
        ] as const)
          expect(issuesOf(await send(method, at, { body: { ...words, ...body } }))).toEqual([
            400,
            "invalid_input",
            path,
          ])
      }
      for (const [path, body] of [
        ["title", { title: bad }],
        ["summary", { summary: bad }],
        ["timeZone", { timeZone: bad }],
      ] as const)
        expect(issuesOf(await send("PATCH", blog, { body }))).toEqual([400, "invalid_input", path])
    }
  })

  it("is refused as a picture's words", async () => {
    const body = new FormData()
    body.set("file", new File(["x"], "a.png"))
    body.set("alt", "a\u0000b")
    const answer = await fetch(`${url}/api/v1/media`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body,
    })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("cannot be stored")])
  })

  it("is refused as a time outside of what clocks and databases know", async () => {
    const times = [
      "0000-01-01T00:00:00Z",
      "0001-01-01T00:00:00+23:59",
      "0999-12-31T23:59:59Z",
      "9999-12-31T23:59:59-23:59",
      "+275760-09-13T00:00:00Z",
      "-000001-01-01T00:00:00Z",
      "2026-02-30T00:00:00Z",
      "2026-01-01T00:00:60Z",
      "infinity",
    ]
    for (const time of times) {
      for (const field of ["publishAt", "publishedAt"]) {
        const answer = await send("POST", `${blog}/posts`, { body: { text: "Words", [field]: time } })
        expect([time, ...issuesOf(answer)]).toEqual([time, 400, "invalid_input", field])
      }
      const answer = await send("PATCH", blog, { body: { coverageAt: time } })
      expect([time, ...issuesOf(answer)]).toEqual([time, 400, "invalid_input", "coverageAt"])
    }
    const old = await send<{ publishedAt: string }>("POST", `${blog}/posts`, {
      body: { text: "Words", publishedAt: "1969-07-20T20:17:40Z" },
    })
    expect([old.status, old.body.publishedAt]).toEqual([201, "1969-07-20T20:17:40.000Z"])
  })

  it("is told apart: lists that are nested too deep are not a text that is too long", async () => {
    const five = await send("POST", `${blog}/posts`, { body: { content: doc(nestedLists(5)) } })
    expect(five.status).toBe(201)
    for (const depth of [6, 7, 12, 50]) {
      const { status, body } = await send("POST", `${blog}/posts`, { body: { content: doc(nestedLists(depth)) } })
      expect([depth, status, body.error.code]).toEqual([depth, 422, "invalid_content"])
      expect(body.error.issues?.[0]?.message).toBe("Lists may be nested 5 deep.")
    }
    const parts = doc(...Array.from({ length: 21_000 }, () => ({ type: "paragraph" })))
    const many = await send("POST", `${blog}/posts`, { body: { content: parts } })
    expect([many.status, many.body.error.issues?.[0]?.message]).toEqual([422, expect.stringContaining("5000 parts")])
  })

  it("is refused when it is nested deeper than anything, or repeats itself without end", async () => {
    for (const body of [
      `{"text":${"[".repeat(400)}${"]".repeat(400)}}`,
      `{"content":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`,
    ])
      expect(issuesOf(await send("POST", `${blog}/posts`, { body }))).toEqual([400, "invalid_input", ""])
  })

  it("is refused as a body that would have to be unpacked, or is no text in UTF-8", async () => {
    const body = '{"text":"Words"}'
    const refused: [headers: Record<string, string>, status: number][] = [
      [{ "content-encoding": "gzip" }, 415],
      [{ "content-encoding": "br" }, 415],
      [{ "content-type": "application/json; charset=utf-16" }, 415],
      [{ "content-type": "application/json; charset=iso-8859-1" }, 415],
      [{ "content-type": 'application/json; charset="UTF-8"', "content-encoding": "identity" }, 201],
    ]
    for (const [headers, status] of refused)
      expect([headers, (await send("POST", `${blog}/posts`, { body, headers })).status]).toEqual([headers, status])
  })

  it("stores one tag for one word, however it is put together", async () => {
    const tags = ["caf\u00e9", "cafe\u0301", "CAFE\u0301", "#\u0001storm\u000b"]
    const { body } = await send<{ tags: string[] }>("POST", `${blog}/posts`, { body: { text: "Words", tags } })
    expect(body.tags).toEqual(["caf\u00e9", "storm"])
  })

  it("keeps a title on one line, without what cannot be seen", async () => {
    const title = "One\r\n\u0007line\u0085more\u0001"
    const { body } = await send<{ title: string }>("POST", `${blog}/posts`, { body: { text: "Words", title } })
    expect(body.title).toBe("One line more")
  })
})

function issuesOf({
  status,
  body,
}: {
  status: number
  body: ErrorBody
}): [number, string | undefined, string | undefined] {
  return [status, body.error?.code, body.error?.issues?.[0]?.path]
}
