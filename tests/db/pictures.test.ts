import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { db } from "@/lib/db/client"
import { readMedia } from "@/lib/media/read-media"
import { savePicture } from "@/lib/media/save-picture"
import type { Actor } from "@/lib/permissions/actor"
import { useDatabase } from "../setup/database"
import {
  animatedGif,
  brand,
  CANARY,
  html,
  jpegOnItsSide,
  jpegWithPlace,
  photo,
  pixelBomb,
  svg,
} from "./picture-samples"

const EDITOR: Actor = { kind: "user", id: "user_1", name: "E", role: "editor", source: "desk" }

async function storedFiles(id: string) {
  const rows = await db().mediaFile.findMany({ where: { mediaId: id } })
  return new Map(rows.map((row) => [row.name, Buffer.from(row.bytes)]))
}

describe("a picture", () => {
  useDatabase()

  it("is stored in the widths below its own and its own, as WebP and JPEG", async () => {
    const media = await savePicture(EDITOR, await photo(2400, 1200).jpeg().toBuffer(), " A harbour ")
    expect(media).toMatchObject({ width: 1920, height: 960, alt: "A harbour" })
    const files = await storedFiles(media.id)
    const names = [320, 640, 1280, 1920].flatMap((width) => [`${width}.jpg`, `${width}.webp`])
    expect([...files.keys()].sort()).toEqual(names.sort())
    for (const [name, bytes] of files) {
      const { format, width, height } = await sharp(bytes).metadata()
      const [wanted, suffix] = name.split(".")
      expect({ format, width, height }).toEqual({
        format: suffix === "jpg" ? "jpeg" : "webp",
        width: Number(wanted),
        height: Number(wanted) / 2,
      })
    }
  })

  it("keeps no place, no name and no other note of the camera", async () => {
    const upload = await jpegWithPlace()
    expect(upload.includes(CANARY)).toBe(true)
    const { id } = await savePicture(EDITOR, upload)
    for (const bytes of (await storedFiles(id)).values()) {
      const { exif, xmp, iptc, icc } = await sharp(bytes).metadata()
      expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined])
      expect(bytes.includes(CANARY)).toBe(false)
    }
  })

  it("stands upright, as its camera meant it", async () => {
    expect(await savePicture(EDITOR, await jpegOnItsSide())).toMatchObject({ width: 300, height: 400 })
  })

  it("is taken as PNG, WebP and GIF as well", async () => {
    for (const format of ["png", "webp", "gif"] as const) {
      const upload = await photo(330, 100).toFormat(format).toBuffer()
      expect(await savePicture(EDITOR, upload)).toMatchObject({ width: 330, height: 100 })
    }
  })

  it("that moves is shown by its first frame", async () => {
    const { id, height } = await savePicture(EDITOR, await animatedGif(12))
    expect(height).toBe(8)
    const { pages } = await sharp((await storedFiles(id)).get("8.webp")).metadata()
    expect(pages ?? 1).toBe(1)
  })

  it("of 48 megapixels, as telephones make them, is made smaller", async () => {
    const large = await sharp({ create: { width: 8064, height: 6048, channels: 3, background: "#5a78a0" } })
      .jpeg({ quality: 50 })
      .toBuffer()
    expect(await savePicture(EDITOR, large)).toMatchObject({ width: 1920, height: 1440 })
  })

  it("that lost its last bytes on the way is taken", async () => {
    const whole = await photo(800, 600).jpeg().toBuffer()
    expect(await savePicture(EDITOR, whole.subarray(0, whole.length - 40))).toMatchObject({ width: 800 })
  })

  it("that moves is shown by a frame that shows something", async () => {
    const side = 40
    const pixels = Buffer.alloc(side * side * 3 * 4)
    for (let at = side * side * 4; at < pixels.length; at += 4) pixels.set([at % 251, (at >> 3) % 251, 90, 255], at)
    const moving = await sharp(pixels, { raw: { width: side, height: side * 3, channels: 4, pageHeight: side } })
      .gif({ delay: 50 })
      .toBuffer()
    const { id } = await savePicture(EDITOR, moving)
    const { entropy } = await sharp((await readMedia(id, `${side}.webp`))?.bytes).stats()
    expect(entropy).toBeGreaterThan(1)
  })

  it("of a dark drawing without a ground gets a light one, for dark pages", async () => {
    const drawing = await sharp({
      create: { width: 60, height: 60, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .composite([{ input: { create: { width: 20, height: 20, channels: 4, background: "#111" } }, left: 20, top: 20 }])
      .png()
      .toBuffer()
    const { id } = await savePicture(EDITOR, drawing)
    const { isOpaque, dominant } = await sharp((await readMedia(id, "60.webp"))?.bytes).stats()
    expect([isOpaque, dominant.r > 200]).toEqual([true, true])
  })

  it("uploaded again, also at the same moment, is the same picture once", async () => {
    const upload = await photo(500, 200).png().toBuffer()
    const all = await Promise.all(Array.from({ length: 5 }, () => savePicture(EDITOR, upload)))
    expect(new Set(all.map((each) => each.id)).size).toBe(1)
    expect(all[0]?.id).toMatch(/^[a-f0-9]{40}$/)
    expect((await storedFiles(all[0]?.id ?? "")).size).toBe(4)
  })

  it("uploaded by somebody else, too, does not tell them what the first one wrote about it", async () => {
    const upload = await photo(70, 30).png().toBuffer()
    const other: Actor = { ...EDITOR, id: "user_2" }
    expect((await savePicture(EDITOR, upload, "Not announced yet")).alt).toBe("Not announced yet")
    expect((await savePicture(other, upload)).alt).toBe("")
    expect((await savePicture(other, upload, "Their own words")).alt).toBe("Their own words")
    expect((await savePicture(EDITOR, upload)).alt).toBe("Not announced yet")
  })

  it("with a page hidden behind it is stored without that page", async () => {
    const upload = Buffer.concat([await photo(60, 40).jpeg().toBuffer(), html, Buffer.from("PK\x03\x04")])
    const { id } = await savePicture(EDITOR, upload)
    for (const bytes of (await storedFiles(id)).values()) expect(bytes.includes("<script>")).toBe(false)
  })

  it("is read back under its own names alone", async () => {
    const { id } = await savePicture(EDITOR, await photo(64, 64).png().toBuffer())
    expect(await readMedia(id, "64.webp")).toMatchObject({ type: "image/webp", etag: `"${id}-64.webp"` })
    for (const name of ["65.webp", "64.svg", "../64.webp", "64.webp/", ""]) expect(await readMedia(id, name)).toBeNull()
    for (const wrong of ["0".repeat(40), "../../.env", id.toUpperCase()]) {
      expect(await readMedia(wrong, "64.webp")).toBeNull()
    }
  })
})

describe("what is no picture", () => {
  useDatabase()

  const REFUSED: [what: string, code: string, make: () => Buffer | Promise<Buffer>][] = [
    ["an SVG", "picture_type", () => svg],
    ["a HEIC photograph", "picture_type", () => brand("heic")],
    ["an AVIF", "picture_type", () => brand("avif")],
    ["a real AVIF", "picture_type", () => photo(32, 32).avif().toBuffer()],
    ["a TIFF", "picture_type", () => photo(32, 32).tiff().toBuffer()],
    ["a PDF", "picture_type", () => Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj <<>> endobj")],
    ["a page named .jpg", "picture_type", () => html],
    ["an empty file", "picture_type", () => Buffer.alloc(0)],
    [
      "a page behind the first bytes of a JPEG",
      "picture_broken",
      () => Buffer.concat([Buffer.from("ffd8ffe0", "hex"), html]),
    ],
    [
      "a script that starts like a GIF",
      "picture_type or picture_broken",
      () => Buffer.from("GIF89a/*\x00*/=1;alert(1)//"),
    ],
    [
      "a JPEG that ends in the middle",
      "picture_broken",
      async () => {
        const whole = await photo(800, 600).jpeg().toBuffer()
        return whole.subarray(0, whole.length / 2)
      },
    ],
    [
      "a PNG that ends in the middle",
      "picture_broken",
      async () => {
        const whole = await photo(800, 600).png().toBuffer()
        return whole.subarray(0, whole.length / 2)
      },
    ],
    [
      "a file of 16 MB",
      "picture_too_large",
      () => Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(16 * 2 ** 20)]),
    ],
    ["a moving picture of 201 frames", "picture_too_large", () => animatedGif(201)],
    [
      "41 megapixels",
      "picture_too_large",
      () =>
        sharp({ create: { width: 8200, height: 5000, channels: 3, background: "red" } })
          .png({ compressionLevel: 1 })
          .toBuffer(),
    ],
  ]

  for (const [what, code, make] of REFUSED) {
    it(`is refused in words: ${what}`, async () => {
      const error = await savePicture(EDITOR, await make()).catch((thrown) => thrown)
      expect(code.split(" or ")).toContain(error.code)
      expect(await db().media.count()).toBe(0)
    })
  }

  it("is refused before it is unpacked: 400 megapixels in 50 KB", async () => {
    const bomb = pixelBomb()
    const start = process.cpuUsage()
    await expect(savePicture(EDITOR, bomb)).rejects.toMatchObject({ code: "picture_too_large" })
    const { user, system } = process.cpuUsage(start)
    expect(user + system, "microseconds").toBeLessThan(100_000)
  })
})
