import { createHash } from "node:crypto"
import { deflateSync, gzipSync } from "node:zlib"
import fc from "fast-check"
import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { savePicture } from "@/lib/media/save-picture"
import type { Actor } from "@/lib/permissions/actor"
import { imageWidths } from "@/lib/protocol/image-widths"
import { useDatabase } from "../setup/database"
import {
  animatedGif,
  brand,
  CANARY,
  html,
  jpegWith,
  photo,
  pixelBomb,
  pngOfSize,
  pngWith,
  svg,
} from "./picture-samples"

/** Files that are not what they seem, and what becomes of them: refused in words, or made anew without what was hidden. */

// Another one each time, for what one may upload in a day has an end.
let editors = 0
const nextEditor = (): Actor => {
  editors += 1
  return { kind: "user", id: `user_${editors}`, name: "E", role: "editor", source: "desk" }
}
const LONG = process.env.SECURITY === "long"
const TIMEOUT_MS = LONG ? 900_000 : 60_000
const SCRIPT = `<script>alert("${CANARY}")</script>`
const PHP = `<?php system($_GET["${CANARY}"]); ?>`

const small = () => photo(60, 40)
const [jpeg, png, webp, gif] = await Promise.all([
  small().jpeg().toBuffer(),
  small().png().toBuffer(),
  small().webp().toBuffer(),
  small().gif().toBuffer(),
])
const ALL = { jpeg, png, webp, gif }
const text = (words: string) => Buffer.from(words)
const exif = { IFD0: { Copyright: CANARY }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 0/1" } }
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${CANARY}"/></rdf:RDF></x:xmpmeta>`

type File = [what: string, make: () => Buffer | Promise<Buffer>]

/** They are pictures and something else besides: the picture is taken, the rest is not. */
const HIDING: File[] = [
  ["a JPEG with a page behind it", () => Buffer.concat([jpeg, html, text(SCRIPT)])],
  ["a PNG with a page behind it", () => Buffer.concat([png, text(SCRIPT)])],
  ["a GIF with a page behind it", () => Buffer.concat([gif, text(SCRIPT)])],
  ["a WebP with a page behind it", () => Buffer.concat([webp, text(SCRIPT)])],
  ["a JPEG with an archive behind it", () => Buffer.concat([jpeg, text(`PK\x03\x04${CANARY}`)])],
  ["a PNG with a program behind it", () => Buffer.concat([png, text(`MZ\x90\x00${CANARY}`)])],
  ["a JPEG with a program in its comment", () => jpegWith(jpeg, PHP)],
  ["a JPEG with a page in its comment", () => jpegWith(jpeg, SCRIPT)],
  ["a PNG with a page in its words", () => pngWith(png, "tEXt", text(`Comment\0${SCRIPT}`))],
  [
    "a PNG with packed words",
    () => pngWith(png, "zTXt", Buffer.concat([text("Comment\0\0"), deflateSync(text(SCRIPT))])),
  ],
  ["a PNG with words in UTF-8", () => pngWith(png, "iTXt", text(`Comment\0\0\0\0\0${SCRIPT}`))],
  ["a PNG with a part nobody knows", () => pngWith(png, "prVt", text(PHP))],
  ["a PNG with a program in its pixels' own table", () => pngWith(png, "sRGB", text(PHP))],
  ["a JPEG with a place", () => small().withExif(exif).jpeg().toBuffer()],
  ["a PNG with a place", () => small().withExif(exif).png().toBuffer()],
  ["a WebP with a place", () => small().withExif(exif).webp().toBuffer()],
  ["a JPEG with a name in its XMP", () => small().withXmp(XMP).jpeg().toBuffer()],
  ["a WebP with a name in its XMP", () => small().withXmp(XMP).webp().toBuffer()],
  ["a moving GIF with a page behind it", async () => Buffer.concat([await animatedGif(3), text(SCRIPT)])],
]

/** They are no pictures that we take. */
const REFUSED: File[] = [
  ["nothing at all", () => Buffer.alloc(0)],
  ["one byte", () => Buffer.from([0xff])],
  ["a page", () => html],
  ["a page after spaces", () => text(`\n\n   ${html}`)],
  ["an SVG", () => svg],
  ["an SVG after a mark of its byte order", () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), svg])],
  ["an SVG in UTF-16", () => Buffer.from(svg.toString(), "utf16le")],
  ["a packed SVG", () => gzipSync(svg)],
  ["an SVG that reads a file", () => text(`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>`)],
  [
    "a drawing for ImageMagick",
    () => text("push graphic-context\nimage over 0,0 0,0 'https://x/x.png|id'\npop graphic-context"),
  ],
  ["a PostScript program", () => text("%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file\n")],
  ["a PDF", () => text("%PDF-1.7\n%âãÏÓ\n1 0 obj <<>> endobj")],
  ["an archive", () => text("PK\x03\x04\x14\x00")],
  ["a program", () => text("\x7fELF\x02\x01\x01")],
  ["a HEIC", () => brand("heic")],
  ["an AVIF", () => small().avif().toBuffer()],
  ["a TIFF", () => small().tiff().toBuffer()],
  ["a BMP", () => Buffer.concat([text("BM"), Buffer.alloc(200)])],
  ["an icon", () => Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), Buffer.alloc(200)])],
  ["a Photoshop file", () => Buffer.concat([text("8BPS\0\x01"), Buffer.alloc(200)])],
  ["a JPEG XL", () => Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.alloc(200)])],
  ["a film", () => Buffer.concat([Buffer.from([0, 0, 0, 24]), text("ftypmp42"), Buffer.alloc(200)])],
  ["the first bytes of a PNG alone", () => png.subarray(0, 8)],
  ["a PNG's first bytes before a page", () => Buffer.concat([png.subarray(0, 8), text(SCRIPT)])],
  ["a GIF's first bytes before a script", () => text(`GIF89a=1;alert("${CANARY}")//`)],
  ["a WebP's first bytes before a page", () => Buffer.concat([text("RIFF\x24\0\0\0WEBPVP8 "), text(SCRIPT)])],
  ["a JPEG's first bytes before a page", () => Buffer.concat([Buffer.from("ffd8ffe0", "hex"), html])],
  ["a PNG of no width", () => pngOfSize(0, 10, deflateSync(Buffer.alloc(10)))],
  [
    "a PNG of two thousand million pixels a side",
    () => pngOfSize(2_147_483_647, 2_147_483_647, deflateSync(Buffer.alloc(10))),
  ],
  ["a PNG that promises more than it has", () => pngOfSize(5_000, 5_000, deflateSync(Buffer.alloc(10)))],
  ["a PNG whose pixels are no packing", () => pngOfSize(10, 10, text(SCRIPT))],
  ["400 megapixels in fifty kilobytes", () => pixelBomb()],
  [
    "a byte more than a picture may have",
    () => Buffer.concat([jpeg, Buffer.alloc(15 * 2 ** 20 - jpeg.byteLength + 1)]),
  ],
  ["a film of 201 frames", () => animatedGif(201)],
]

async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const { id, width, height } = await savePicture(nextEditor(), bytes)
    expect(id).toBe(createHash("sha256").update(bytes).digest("hex").slice(0, 40))
    const files = await db().mediaFile.findMany({ where: { mediaId: id } })
    const widths = imageWidths(width)
    expect(files.map(({ name }) => name).sort()).toEqual(
      widths.flatMap((each) => [`${each}.jpg`, `${each}.webp`]).sort(),
    )
    for (const { name, bytes: made } of files) {
      const found = await sharp(made).metadata()
      expect([`${found.width}`, found.format]).toEqual([name.split(".")[0], name.endsWith("jpg") ? "jpeg" : "webp"])
      if (found.width === width) expect(found.height).toBe(height)
      expect([found.exif, found.xmp, found.iptc, found.icc, found.pages ?? 1]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        1,
      ])
      for (const hidden of [CANARY, "<script", "<?php", "PK\x03\x04"])
        expect(Buffer.from(made).includes(hidden), `${hidden} in ${name}`).toBe(false)
    }
    return "made anew"
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe("a picture that hides something", () => {
  useDatabase()

  it.each(HIDING)("is made anew without it: %s", async (what, make) => {
    const bytes = await make()
    expect(bytes.includes(CANARY)).toBe(!what.includes("packed"))
    expect(await outcomeOf(bytes)).toBe("made anew")
  })
})

describe("a file that is no picture", () => {
  useDatabase()

  it.each(REFUSED)("is refused in words, and nothing of it is kept: %s", async (_what, make) => {
    expect(await outcomeOf(await make())).toMatch(/^picture_(type|broken|too_large)$/)
    expect(await db().media.count()).toBe(0)
  })
})

describe("a picture that was damaged", () => {
  useDatabase()

  it(
    "anywhere ends as a picture made anew, or is refused in words",
    async () => {
      const steps = LONG ? 200 : 12
      for (const whole of Object.values(ALL)) {
        for (let step = 1; step < steps; step += 1) {
          const cut = whole.subarray(0, Math.floor((whole.byteLength * step) / steps))
          expect(await outcomeOf(cut)).toMatch(/^(made anew|picture_(type|broken|too_large))$/)
        }
      }
      const damage = fc.record({
        kind: fc.constantFrom(...(Object.keys(ALL) as (keyof typeof ALL)[])),
        changes: fc.array(fc.record({ at: fc.nat(), to: fc.nat(255) }), { minLength: 1, maxLength: 12 }),
      })
      await fc.assert(
        fc.asyncProperty(damage, async ({ kind, changes }) => {
          const bytes = Buffer.from(ALL[kind])
          for (const { at, to } of changes) bytes[at % bytes.byteLength] = to
          expect(await outcomeOf(bytes)).toMatch(/^(made anew|picture_(type|broken|too_large))$/)
        }),
        { numRuns: LONG ? 3_000 : 60 },
      )
    },
    TIMEOUT_MS,
  )
})
