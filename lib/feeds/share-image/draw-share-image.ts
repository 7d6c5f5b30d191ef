import { SHARE_IMAGE_SIZE } from "@/lib/feeds/share-image-size"
import { escapeXml } from "@/lib/feeds/xml"
import { drawPicture, drawStoredPicture, drawText, type Layer } from "@/lib/media/draw"
import type { PublicBlog } from "@/lib/protocol/delta"
import { accentColours } from "@/lib/theme/accent"
import { loadFonts, SANS, SERIF } from "./fonts"

/** What a card says. */
export type ShareImage = {
  /** The newsroom. */
  sender: string
  /** Above the headline: the blog, on an update's card. */
  kicker: string
  headline: string
  /** Below it, if there is room. */
  text: string
  /** At the bottom. */
  time: string
  badge: { words: string; live: boolean } | null
  look: Look
}

/** What the blog chose for itself. */
export type Look = Pick<PublicBlog, "accent" | "logo" | "headerImage">

const COLOURS = { page: "#101214", line: "#2c3238", ink: "#eceef0", soft: "#bcc3ca", live: "#c3102b", white: "#ffffff" }
/** Over a header image: even a white one lets the words be read. */
const VEIL = { colour: [16, 18, 20], share: 0.8 } as const
const LOGO = { width: 420, height: 60 }
const MARGIN = 72
const WIDTH = SHARE_IMAGE_SIZE.width - 2 * MARGIN
const TOP = 168
const BOTTOM = SHARE_IMAGE_SIZE.height - 112
const GAP = 24
const HEADLINE_SIZES = [76, 64, 54, 46]
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Drawn as boxes by fonts that lack them; their joiners, tones and flags too. */
const EMOJI =
  /(?:\p{RI}{2}|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)(?:\ufe0f|\u200d|\u20e3|[\u{e0020}-\u{e007f}]|\p{Emoji_Modifier})*/gu

type Style = { font: string; size: number; colour: string }

/** The picture that stands for a page where its address is shared, as PNG. */
export async function drawShareImage({
  sender: name,
  kicker,
  headline,
  text,
  time,
  badge,
  look,
}: ShareImage): Promise<Buffer> {
  await loadFonts()
  const own = look.accent && accentColours(look.accent).dark.accent
  const edge = own ?? (badge?.live ? COLOURS.live : COLOURS.line)
  const rectangles = [
    { left: 0, top: 0, width: SHARE_IMAGE_SIZE.width, height: 12, colour: edge },
    { left: MARGIN, top: BOTTOM + 18, width: WIDTH, height: 2, colour: own ?? COLOURS.line },
  ]
  const sender = await drawSender(name, look, own ?? COLOURS.live)
  const layers = [sender.layer]
  rectangles.push(sender.ground)
  if (badge) {
    const words = await draw(badge.words, { font: SANS, size: 28, colour: badge.live ? COLOURS.white : COLOURS.soft })
    const box = { width: words.raw.width + 40, height: words.raw.height + 22 }
    const left = SHARE_IMAGE_SIZE.width - MARGIN - box.width
    rectangles.push({ left, top: 62, ...box, colour: badge.live ? COLOURS.live : COLOURS.line })
    layers.push({ ...words, left: left + 20, top: 62 + 11 })
  }
  let top = TOP
  const place = (layer: Layer, words: string) => {
    const left = RIGHT_TO_LEFT.test(words) ? SHARE_IMAGE_SIZE.width - MARGIN - layer.raw.width : MARGIN
    layers.push({ ...layer, left, top })
    top += layer.raw.height + GAP
  }
  if (kicker) place(await drawWithin(kicker, { font: SANS, size: 30, colour: COLOURS.soft }, 45), kicker)
  place(await drawHeadline(headline, BOTTOM - top), headline)
  const room = Math.min(BOTTOM - top, 130)
  if (text && room >= 80) place(await drawWithin(text, { font: SANS, size: 30, colour: COLOURS.soft }, room), text)
  top = BOTTOM + 40
  if (time) place(await drawWithin(time, { font: SANS, size: 28, colour: COLOURS.soft }, 45), time)
  const ground =
    look.headerImage && (await drawStoredPicture(look.headerImage, { ...SHARE_IMAGE_SIZE, fit: "cover" }, VEIL))
  return drawPicture(SHARE_IMAGE_SIZE, COLOURS.page, rectangles, layers, ground)
}

/** Whose page it is: the blog's logo on a plate on which every logo can be seen, else the newsroom's name with a mark. */
async function drawSender(sender: string, { logo }: Look, colour: string) {
  const layer = logo && (await drawStoredPicture(logo, { ...LOGO, fit: "inside" }))
  if (layer) {
    const { width, height } = layer.raw
    const ground = { left: MARGIN, top: 48, width: width + 32, height: height + 24, colour: COLOURS.white }
    return { layer: { ...layer, left: MARGIN + 16, top: 60 }, ground }
  }
  const name = await drawWithin(sender, { font: SERIF, size: 34, colour: COLOURS.ink }, 60)
  const ground = { left: MARGIN, top: 66, width: 6, height: 36, colour }
  return { layer: { ...name, left: MARGIN + 26, top: 69 }, ground }
}

async function drawHeadline(words: string, height: number): Promise<Layer> {
  const style = (size: number) => ({ font: SERIF, size, colour: COLOURS.ink })
  for (const size of HEADLINE_SIZES) {
    const layer = await draw(words, style(size))
    if (layer.raw.height <= height) return layer
  }
  return drawWithin(words, style(HEADLINE_SIZES.at(-1) ?? 46), height)
}

/** The words, or as many of them as there is room for. */
async function drawWithin(words: string, style: Style, height: number): Promise<Layer> {
  let letters = [...words]
  let layer = await draw(words, style)
  while (layer.raw.height > height && letters.length > 8) {
    letters = letters.slice(0, Math.floor(letters.length * 0.85))
    layer = await draw(`${letters.join("").trimEnd()}…`, style)
  }
  return layer
}

function draw(words: string, { font, size, colour }: Style): Promise<Layer> {
  const drawLine = (line: string) => {
    const markup = `<span foreground="${colour}">${escapeXml(line)}</span>`
    return drawText({ markup, font: `${font} ${size}`, width: WIDTH })
  }
  // Words without anything to see (blanks, invisible letters) cannot be drawn; a card cannot be without a headline.
  return drawLine(words.replaceAll(EMOJI, " ").replaceAll(/\s+/g, " ").trim()).catch(() => drawLine("…"))
}
