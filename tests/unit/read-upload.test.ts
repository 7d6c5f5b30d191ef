import { randomBytes } from "node:crypto"
import { describe, expect, it } from "vitest"
import { readUpload } from "@/lib/http/body"
import { PICTURE_LIMITS } from "@/lib/media/picture-limits"

const BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW"

/** A request whose body comes in pieces of so many bytes. */
function requestOf(body: Buffer, pieceBytes: number, type = `multipart/form-data; boundary=${BOUNDARY}`): Request {
  let at = 0
  const pieces = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= body.length) return controller.close()
      controller.enqueue(new Uint8Array(body.subarray(at, at + pieceBytes)))
      at += pieceBytes
    },
  })
  return new Request("http://localhost/", {
    method: "POST",
    body: pieces,
    headers: { "content-type": type },
    duplex: "half",
  } as RequestInit)
}

const part = (disposition: string, content: Buffer | string) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: image/jpeg\r\n\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ])
const end = Buffer.from(`--${BOUNDARY}--\r\n`)
const form = (...parts: Buffer[]) => Buffer.concat([...parts, end])

const codeOf = (body: Buffer, type?: string) =>
  readUpload(requestOf(body, 1_000, type)).then(
    () => "taken",
    (error: { code: string }) => error.code,
  )

describe("an uploaded form", () => {
  // Line ends, dashes and beginnings of the mark itself, wherever the pieces are cut.
  const tricky = Buffer.concat([
    Buffer.from(`\r\n--\r\n--${BOUNDARY.slice(0, 20)}\r\n\r\n\n--${BOUNDARY}\r\r\n-`),
    randomBytes(500),
    Buffer.from("\r\n"),
  ])

  it("gives the same picture, byte for byte, however it is cut into pieces", async () => {
    const body = form(part('name="alt"', "A quay, ü 😀"), part('name="file"; filename="a.jpg"', tricky))
    for (let pieceBytes = 1; pieceBytes < 200; pieceBytes += 1) {
      const { bytes, alt } = await readUpload(requestOf(body, pieceBytes))
      expect([pieceBytes, Buffer.from(bytes).equals(tricky), alt]).toEqual([pieceBytes, true, "A quay, ü 😀"])
    }
  })

  it("gives what a browser's own form holds", async () => {
    for (const [content, alt] of [
      [tricky, "words"],
      [Buffer.alloc(0), ""],
      [Buffer.alloc(300_000, "\r\n--"), "many dashes"],
    ] as const) {
      const data = new FormData()
      data.set("other", "x".repeat(5_000))
      data.set("alt", alt)
      data.set("file", new File([new Uint8Array(content)], 'na"me\r\n.jpg'))
      data.append("file", new File(["second"], "b.jpg"))
      const upload = await readUpload(new Request("http://localhost/", { method: "POST", body: data }))
      expect([Buffer.from(upload.bytes).equals(content), upload.alt]).toEqual([true, alt])
    }
  })

  it("takes the largest picture and not a byte more", async () => {
    const file = (bytes: number) => form(part('name="file"; filename="a"', Buffer.alloc(bytes)))
    const { bytes } = await readUpload(requestOf(file(PICTURE_LIMITS.bytes), 65_536))
    expect(bytes.byteLength).toBe(PICTURE_LIMITS.bytes)
    await expect(readUpload(requestOf(file(PICTURE_LIMITS.bytes + 1), 65_536))).rejects.toMatchObject({
      code: "picture_too_large",
    })
  })

  it("is refused in words when it is none", async () => {
    const picture = part('name="file"; filename="a.jpg"', "bytes")
    const wrong: [what: string, body: Buffer, type?: string][] = [
      ["no file in it", form(part('name="alt"', "words"))],
      ["a text in place of the file", form(part('name="file"', "words"))],
      ["no end", picture],
      ["no end of a file", picture.subarray(0, -4)],
      ["nothing in it", end],
      ["nothing at all", Buffer.alloc(0)],
      ["a part without a name", form(part("", "x"))],
      ["another boundary", form(picture), "multipart/form-data; boundary=other"],
      ["no boundary", form(picture), "multipart/form-data"],
      ["a boundary that is too long", form(picture), `multipart/form-data; boundary=${"b".repeat(71)}`],
      ["a part that says too much of itself", form(part(`name="${"x".repeat(20_000)}"`, "x"))],
      ["text behind a mark", Buffer.from(`--${BOUNDARY}nonsense\r\n\r\n`)],
    ]
    for (const [what, body, type] of wrong) expect([what, await codeOf(body, type)]).toEqual([what, "invalid_input"])
  })

  it.each([`multipart/form-data; boundary=${BOUNDARY}`, "image/jpeg"])(
    "that breaks off is no fault of ours: %s",
    async (type) => {
      const broken = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array(part('name="file"; filename="a"', "bytes"))),
        pull: (controller) => controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" })),
      })
      const init = { method: "POST", body: broken, headers: { "content-type": type }, duplex: "half" }
      const reading = readUpload(new Request("http://localhost/", init as RequestInit))
      await expect(reading).rejects.toMatchObject({ status: 400, code: "request_cut" })
    },
  )

  it("announced smaller than it is, or not at all, is read whole up to its limit", async () => {
    for (const announced of ["1", "5", "", "nonsense", "-3"]) {
      const body = randomBytes(3_000_000)
      const request = requestOf(body, 65_536, "image/jpeg")
      if (announced) request.headers.set("content-length", announced)
      const { bytes } = await readUpload(request)
      expect(Buffer.from(bytes).equals(body)).toBe(true)
    }
  })
})
