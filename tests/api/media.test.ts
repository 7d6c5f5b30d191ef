import { createHash } from "node:crypto"
import { connect } from "node:net"
import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { html, photo, svg } from "../db/picture-samples"
import { useServer } from "../setup/server"
import { apiClient, type Post, refusal } from "./client"

const CUTS = 50

type Media = { id: string; width: number; height: number; alt: string }

describe("pictures by the HTTP API", () => {
  const { token } = useServer()
  const { url, send, makeBlog } = apiClient()

  function form(bytes: Buffer, name = "photo.jpg", alt?: string): FormData {
    const data = new FormData()
    data.set("file", new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }))
    if (alt !== undefined) data.set("alt", alt)
    return data
  }
  const upload = async (bytes: Buffer, alt?: string) =>
    send<Media>("POST", "/api/v1/media", { body: form(bytes, "photo.jpg", alt) })

  it("are stored, and used in a post with the size that is stored, whatever the post says", async () => {
    const { status, body } = await upload(await photo(700, 350).jpeg().toBuffer(), "A quay")
    expect([status, body]).toEqual([
      201,
      { id: expect.stringMatching(/^[a-f0-9]{40}$/), width: 700, height: 350, alt: "A quay" },
    ])
    const { path } = await makeBlog()
    const image = { type: "image", attrs: { mediaId: body.id, width: 1, height: 9999, alt: "A quay" } }
    const content = { type: "doc", content: [image] }
    const post = await send<Post>("POST", `${path}/posts`, { body: { content } })
    expect(post.body.content.content).toMatchObject([{ attrs: { width: 700, height: 350 } }])
  })

  it("are served for good, as nothing but pictures", async () => {
    const { body } = await upload(await photo(330, 330).png().toBuffer())
    for (const [name, type, format] of [
      ["320.webp", "image/webp", "webp"],
      ["330.jpg", "image/jpeg", "jpeg"],
    ] as const) {
      const response = await fetch(`${url}/media/${body.id}/${name}`)
      expect(response.status).toBe(200)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": type,
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      expect((await sharp(bytes).metadata()).format).toBe(format)
      const head = await fetch(`${url}/media/${body.id}/${name}`, { method: "HEAD" })
      expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([200, type, ""])
      const etag = response.headers.get("etag") ?? ""
      const again = await fetch(`${url}/media/${body.id}/${name}`, { headers: { "if-none-match": `W/"x", ${etag}` } })
      expect([again.status, await again.text()]).toEqual([304, ""])
    }
  })

  it("are not found under any other name", async () => {
    const { body } = await upload(await photo(330, 330).png().toBuffer())
    const names = [`${body.id}/321.webp`, `${body.id}/330.svg`, `${"0".repeat(40)}/320.webp`, `${body.id}/%00`]
    for (const name of [...names, "..%2f..%2f.env/320.webp"]) {
      expect((await fetch(`${url}/media/${name}`)).status).toBe(404)
    }
  })

  it("may come as the whole body", async () => {
    const body = new Uint8Array(await photo(90, 60).webp().toBuffer())
    const answer = await send<Media>("POST", "/api/v1/media", { body, headers: { "content-type": "image/webp" } })
    expect([answer.status, answer.body.width, answer.body.alt]).toEqual([201, 90, ""])
  })

  it("are refused in words when they are none, broken or too large", async () => {
    const jpeg = await photo(900, 700).jpeg().toBuffer()
    const bodies: [Buffer, number, string][] = [
      [html, 422, "picture_type"],
      [svg, 422, "picture_type"],
      [jpeg.subarray(0, jpeg.length / 2), 422, "picture_broken"],
      [Buffer.alloc(16 * 1024 * 1024), 413, "picture_too_large"],
    ]
    for (const [bytes, status, code] of bodies) {
      const answer = await send("POST", "/api/v1/media", { body: form(bytes) })
      expect(refusal(answer)).toEqual([status, code])
    }
    const text = new FormData()
    text.set("file", "a text")
    const headers = { "content-type": "multipart/form-data; boundary=x" }
    const answers = [
      await send("POST", "/api/v1/media", { body: text }),
      await send("POST", "/api/v1/media", { body: "--x\r\n", headers }),
    ]
    for (const answer of answers) expect(refusal(answer)).toEqual([400, "invalid_input"])
  })

  it("too large are refused before they are read to the end", async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(1024 * 1024))
        if (sent === 64) controller.close()
      },
    })
    const response = await fetch(`${url}/api/v1/media`, {
      method: "POST",
      body: endless,
      headers: { authorization: `Bearer ${token}`, "content-type": "image/jpeg" },
      duplex: "half",
    } as RequestInit)
    expect(response.status).toBe(413)
  })

  it("that are cut off at any point are not there at all, and nothing of them is ever served", async () => {
    const { hostname, port } = new URL(url)
    /** Sends so many of its bytes, and is gone before any answer. */
    const sendPart = (bytes: Buffer, length: number) =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(Number(port), hostname)
        socket.once("error", reject).once("close", () => resolve())
        socket.write(
          `POST /api/v1/media HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\n` +
            `Content-Type: image/jpeg\r\nContent-Length: ${bytes.length}\r\n\r\n`,
        )
        socket.write(bytes.subarray(0, length), () => socket.destroy())
      })
    const statusOf = async (bytes: Buffer) => {
      const id = createHash("sha256").update(bytes).digest("hex").slice(0, 40)
      return (await fetch(`${url}/media/${id}/320.webp`)).status
    }
    const cut: { bytes: Buffer; length: number }[] = []
    for (let n = 0; n < CUTS; n += 1) {
      const bytes = await photo(400 + n, 60)
        .jpeg()
        .toBuffer()
      cut.push({ bytes, length: Math.floor((bytes.length * n) / CUTS) })
    }
    await Promise.all(cut.map(({ bytes, length }) => sendPart(bytes, length)))
    for (const { bytes, length } of cut) {
      expect([length, await statusOf(bytes), await statusOf(bytes.subarray(0, length))]).toEqual([length, 404, 404])
    }
    // What was sent whole may be kept, though nobody waits for the answer: then all of it is there.
    const whole = await photo(399, 60).jpeg().toBuffer()
    await sendPart(whole, whole.length)
    const { status, body } = await upload(whole)
    expect([status, body.width]).toEqual([201, 399])
    const served = Buffer.from(await (await fetch(`${url}/media/${body.id}/399.jpg`)).arrayBuffer())
    expect(await sharp(served).metadata()).toMatchObject({ format: "jpeg", width: 399, height: 60 })
    // Sent again they are as good as any.
    for (const { bytes } of cut.slice(-2)) expect((await upload(bytes)).status).toBe(201)
  })
})
