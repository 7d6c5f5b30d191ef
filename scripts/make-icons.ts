import path from "node:path"
import sharp, { type Sharp } from "sharp"
import { PRODUCT_ICON } from "@/lib/site-settings/site-icons"

/*
 * node --import tsx scripts/make-icons.ts
 * Draws the desk's icons for home screens anew from lib/site-settings/site-icons.ts. A maskable one keeps its drawing within the circle that
 * every phone leaves, on a ground that reaches the edges.
 */

const FOLDER = "app/desk/manifest.webmanifest"
const GROUND = "#14171a"

const drawing = Buffer.from(PRODUCT_ICON)
const draw = (size: number) => sharp(drawing, { density: (72 * size) / 32 }).resize(size, size)
const save = (image: Sharp, name: string) => image.png({ compressionLevel: 9 }).toFile(path.join(FOLDER, name))

await save(draw(192), "launch-192.png")
await save(draw(512), "launch-512.png")
const inner = await draw(360).png().toBuffer()
const ground = sharp({ create: { width: 512, height: 512, channels: 3, background: GROUND } })
await save(ground.composite([{ input: inner }]), "launch-maskable-512.png")
const small = await draw(148).png().toBuffer()
await save(
  sharp({ create: { width: 180, height: 180, channels: 3, background: GROUND } }).composite([{ input: small }]),
  "launch-apple-180.png",
)
