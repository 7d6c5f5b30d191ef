/**
 * The colours that an editor's one choice becomes: text in `accent` and `strong` reaches 4.5:1 on the page, on sunken areas
 * and on `soft`, text in `on` does on `accent`; in light and dark alike.
 */
export type AccentColours = Record<"light" | "dark", Record<"accent" | "strong" | "soft" | "on", string>>

/** What WCAG 2.2 asks of text. */
export const READABLE = 4.5

type Rgb = readonly [number, number, number]

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]
// The surfaces of app/styles/tokens.css on which text in the accent stands.
const SURFACES = { light: ["#ffffff", "#f3f4f5"], dark: ["#101214", "#171a1d", "#1d2125"] } as const
const STEPS = 50

/** The chosen colour, darkened and lightened no more than readers need. Takes #rrggbb. */
export function accentColours(chosen: string): AccentColours {
  const colour = parse(chosen)
  return {
    light: derive(colour, SURFACES.light.map(parse), BLACK, { soft: 0.09, on: WHITE }),
    dark: derive(colour, SURFACES.dark.map(parse), WHITE, { soft: 0.16, on: BLACK }),
  }
}

/** The values of the custom properties that app/styles/tokens.css takes the accent from. */
export function accentStyle(chosen: string): Record<`--${string}`, string> {
  const { light, dark } = accentColours(chosen)
  const named = (scheme: string, colours: AccentColours["light"]) =>
    Object.entries(colours).map(([name, value]) => [`--${scheme}-${name}`, value])
  return Object.fromEntries([...named("light", light), ...named("dark", dark)])
}

/** How much two colours differ for the eye, by WCAG: 1 to 21. */
export function contrast(one: string, other: string): number {
  return ratio(parse(one), parse(other))
}

function derive(colour: Rgb, surfaces: Rgb[], towards: Rgb, { soft, on }: { soft: number; on: Rgb }) {
  const [page = WHITE] = surfaces
  const isReadable = (text: Rgb) =>
    [...surfaces, mix(page, text, soft)].every((surface) => ratio(text, surface) >= READABLE) &&
    ratio(text, on) >= READABLE
  for (let step = 0; step < STEPS; step += 1) {
    const accent = mix(colour, towards, step / STEPS)
    if (isReadable(accent)) return print(accent, towards, mix(page, accent, soft), on)
  }
  return print(towards, towards, mix(page, towards, soft), on)
}

function print(accent: Rgb, towards: Rgb, soft: Rgb, on: Rgb) {
  return { accent: hex(accent), strong: hex(mix(accent, towards, 0.3)), soft: hex(soft), on: hex(on) }
}

function parse(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function hex(colour: Rgb): string {
  return `#${colour.map((each) => each.toString(16).padStart(2, "0")).join("")}`
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share)
  return [at(0), at(1), at(2)]
}

function ratio(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: Rgb): number {
  const linear = (index: 0 | 1 | 2) => {
    const share = colour[index] / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2)
}
