/*
 * The chart of Eagle's powered descent as SVG. Heights are those that the crew called out and NASA's mission report
 * gives, in feet; times are seconds after the engine was lit at 20:05:05 UTC.
 */

type Point = readonly [seconds: number, feet: number]

const HEIGHTS: Point[] = [
  [0, 49_971],
  [317, 33_500],
  [386, 24_500],
  [507, 7_400],
  [548, 3_000],
  [566, 2_000],
  [593, 770],
  [606, 600],
  [621, 400],
  [641, 300],
  [671, 220],
  [686, 160],
  [700, 100],
  [732, 40],
  [755, 0],
]
const ALARMS = [317, 357, 552, 578, 593]
const PROGRAMS = [
  { name: "P63", what: "braking", from: 0, to: 507, fill: "#eef1f4" },
  { name: "P64", what: "approach", from: 507, to: 615, fill: "#dfe7f1" },
  { name: "P66", what: "by hand", from: 615, to: 755, fill: "#cddbec" },
]

const INK = "#14171a"
const SOFT = "#434a51"
const GRID = "#c9cfd5"
const LINE = "#0b4fa0"
const ALARM = "#c3102b"
const SANS = "font-family:'Inter Variable',sans-serif"
const SERIF = "font-family:'Source Serif 4 Variable',serif"

type Scale = { x: (seconds: number) => number; y: (feet: number) => number }
type Frame = { left: number; right: number; top: number; bottom: number }

const MAIN: Frame = { left: 150, right: 1540, top: 270, bottom: 1030 }
const CLOSE: Frame = { left: 1075, right: 1510, top: 335, bottom: 680 }

export const DESCENT_CHART = { width: 1600, height: 1160, svg: drawChart }

function drawChart(): string {
  const main = scale(MAIN, [0, 775], [0, 52_000])
  const close = scale(CLOSE, [540, 770], [0, 3_200])
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1160" viewBox="0 0 1600 1160">`,
    `<rect width="1600" height="1160" fill="#fff"/>`,
    text(60, 96, "Twelve and a half minutes to the Moon", `${SERIF};font-weight:650;font-size:64px`),
    text(60, 156, "Eagle’s height above the ground, in feet, on 20 July 1969 (UTC)", `${SANS};font-size:34px`, SOFT),
    drawMain(main),
    drawClose(close),
    text(
      60,
      1130,
      "Height between the named points is interpolated. Source: NASA mission report, transcripts",
      `${SANS};font-size:26px`,
      SOFT,
    ),
    "</svg>",
  ].join("\n")
}

function drawMain({ x, y }: Scale): string {
  const bands = PROGRAMS.map(({ name, what, from, to, fill }) => {
    const middle = (x(from) + x(to)) / 2
    const band = `<rect x="${x(from)}" y="${MAIN.top}" width="${x(to) - x(from)}" height="${MAIN.bottom - MAIN.top}" fill="${fill}"/>`
    const words = `${text(middle, MAIN.top - 48, name, `${SANS};font-weight:700;font-size:34px`, INK, "middle")}${text(middle, MAIN.top - 14, what, `${SANS};font-size:30px`, SOFT, "middle")}`
    return band + words
  })
  const levels = [10_000, 20_000, 30_000, 40_000, 50_000].map(
    (feet) =>
      `${rule(MAIN.left, y(feet), MAIN.right, y(feet))}${text(MAIN.left - 16, y(feet) + 11, feet.toLocaleString("en"), `${SANS};font-size:30px`, SOFT, "end")}`,
  )
  const minutes = [0, 3, 6, 9, 12].map((minute) => {
    // Ignition was five seconds into its minute.
    const place = minute === 0 ? 0 : minute * 60 - 5
    const label = minute === 0 ? "20:05:05" : `20:${String(5 + minute).padStart(2, "0")}`
    return `${rule(x(place), MAIN.bottom, x(place), MAIN.bottom + 12, INK)}${text(x(place), MAIN.bottom + 50, label, `${SANS};font-size:30px`, SOFT, "middle")}`
  })
  return [
    ...bands,
    ...levels,
    `<line x1="${MAIN.left}" y1="${MAIN.bottom}" x2="${MAIN.right}" y2="${MAIN.bottom}" stroke="${INK}" stroke-width="4"/>`,
    ...minutes,
    curve({ x, y }, 0, 8),
    ...ALARMS.map((at) => dot(x(at), y(heightAt(at)), ALARM, 13)),
    text(x(317) + 26, y(33_500) - 8, "1202", `${SANS};font-weight:700;font-size:36px`, ALARM),
    text(x(357) + 26, y(heightAt(357)) + 6, "1202", `${SANS};font-weight:700;font-size:36px`, ALARM),
    text(x(0) + 24, y(44_400), "Engine on", `${SANS};font-weight:600;font-size:32px`),
    text(x(507) - 26, y(7_400) + 40, "7,400 feet:", `${SANS};font-weight:600;font-size:32px`, INK, "end"),
    text(x(507) - 26, y(7_400) + 80, "site in sight", `${SANS};font-size:32px`, INK, "end"),
    dot(x(507), y(7_400), LINE, 10),
    dot(x(755), y(0), INK, 13),
  ].join("\n")
}

function drawClose({ x, y }: Scale): string {
  const { left, right, top, bottom } = CLOSE
  const clip = `<clipPath id="close"><rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top + 14}"/></clipPath>`
  const levels = [1_000, 2_000, 3_000].map(
    (feet) =>
      `${rule(left, y(feet), right, y(feet))}${text(left - 12, y(feet) + 10, feet.toLocaleString("en"), `${SANS};font-size:28px`, SOFT, "end")}`,
  )
  return [
    clip,
    `<rect x="${left - 110}" y="${top - 30}" width="${right - left + 125}" height="${bottom - top + 112}" fill="#fff" stroke="${INK}" stroke-width="2"/>`,
    text(right - 6, top + 22, "The last 3,000 feet", `${SANS};font-weight:700;font-size:34px`, INK, "end"),
    ...levels.slice(0, 2),
    text(left - 12, y(3_000) + 10, "3,000", `${SANS};font-size:28px`, SOFT, "end"),
    `<line x1="${left}" y1="${bottom}" x2="${right}" y2="${bottom}" stroke="${INK}" stroke-width="3"/>`,
    `<g clip-path="url(#close)">${curve({ x, y }, 540, 7)}</g>`,
    ...[552, 578, 593].map((at) => dot(x(at), y(heightAt(at)), ALARM, 12)),
    text(x(552) + 24, y(heightAt(552)) + 14, "1201", `${SANS};font-weight:700;font-size:32px`, ALARM),
    text(x(578) + 24, y(heightAt(578)) + 4, "1202", `${SANS};font-weight:700;font-size:32px`, ALARM),
    text(x(593) + 22, y(heightAt(593)) + 2, "1202", `${SANS};font-weight:700;font-size:32px`, ALARM),
    text(right, y(1_600), "Armstrong looks", `${SANS};font-size:30px`, INK, "end"),
    text(right, y(1_600) + 36, "for a level place", `${SANS};font-size:30px`, INK, "end"),
    rule(x(690), y(1_600) + 52, x(690), y(heightAt(690)) - 12, INK),
    dot(x(755), y(0), INK, 12),
    text(x(555), bottom + 40, "20:14:20", `${SANS};font-size:28px`, SOFT, "middle"),
    text(x(755), bottom + 40, "20:17:40", `${SANS};font-weight:700;font-size:28px`, INK, "end"),
    text(x(755), bottom + 72, "contact", `${SANS};font-weight:600;font-size:28px`, INK, "end"),
  ].join("\n")
}

function scale({ left, right, top, bottom }: Frame, [s0, s1]: [number, number], [f0, f1]: [number, number]): Scale {
  return {
    x: (seconds) => round(left + ((seconds - s0) / (s1 - s0)) * (right - left)),
    y: (feet) => round(bottom - ((feet - f0) / (f1 - f0)) * (bottom - top)),
  }
}

/** Height on a curve through the named points that never rises between them (Fritsch and Carlson). */
function heightAt(seconds: number): number {
  const index = HEIGHTS.findIndex(([at], place) => place > 0 && seconds <= at)
  const [before, after] = [HEIGHTS[index - 1], HEIGHTS[index]]
  if (!before || !after) return 0
  const width = after[0] - before[0]
  const t = (seconds - before[0]) / width
  const [m0, m1] = [tangent(index - 1) * width, tangent(index) * width]
  const [t2, t3] = [t * t, t * t * t]
  return (2 * t3 - 3 * t2 + 1) * before[1] + (t3 - 2 * t2 + t) * m0 + (3 * t2 - 2 * t3) * after[1] + (t3 - t2) * m1
}

function tangent(index: number): number {
  // Eagle was level when the engine was lit.
  if (index === 0) return 0
  const [left, right] = [slope(index - 1), slope(index)]
  return left + right === 0 ? 0 : (2 * left * right) / (left + right)
}

function slope(index: number): number {
  const [from, to] = [HEIGHTS[index], HEIGHTS[index + 1]]
  return from && to ? (to[1] - from[1]) / (to[0] - from[0]) : slope(index - 1)
}

function curve({ x, y }: Scale, from: number, width: number): string {
  const last = HEIGHTS.at(-1)?.[0] ?? 0
  const points = Array.from({ length: Math.ceil((last - from) / 2) + 1 }, (_, step) => Math.min(from + step * 2, last))
  const path = points.map((at) => `${x(at)},${y(heightAt(at))}`).join(" ")
  return `<polyline points="${path}" fill="none" stroke="${LINE}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"/>`
}

function text(x: number, y: number, words: string, style: string, fill = INK, anchor = "start"): string {
  return `<text x="${x}" y="${y}" fill="${fill}" text-anchor="${anchor}" style="${style}">${words}</text>`
}

function rule(x1: number, y1: number, x2: number, y2: number, stroke = GRID): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}" stroke-width="2"/>`
}

function dot(x: number, y: number, fill: string, r: number): string {
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" stroke="#fff" stroke-width="4"/>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
