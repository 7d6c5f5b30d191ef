/** The marks that hold at a place of a copied text. */
export type TextLook = {
  bold: boolean
  italic: boolean
  strike: boolean
  raised: "sup" | "sub" | null
  href: string | null
  /** Spaces and line ends stand as they are. */
  pre: boolean
}

export const PLAIN_LOOK: TextLook = { bold: false, italic: false, strike: false, raised: null, href: null, pre: false }

type Piece = { text: string; look: TextLook } | "break"

/** Words in a row until their block ends: spaces run together, line breaks part them. */
export class InlineRun {
  #pieces: Piece[] = []

  text(words: string, look: TextLook): void {
    // Paragraph separators, and the line breaks of other systems and of Word's soft return.
    const lines = words.replaceAll("\u2029", "\n\n").split(look.pre ? /\r\n|[\n\r\v\u0085\u2028]/ : /[\v\u0085\u2028]/)
    for (const [index, line] of (look.pre ? lines : lines.flatMap((each) => each.split("\n\n"))).entries()) {
      if (index > 0) this.break()
      const text = line.replaceAll(/[ \t\n\r\f]+/g, " ")
      const last = this.#pieces.at(-1)
      const parted = last === undefined || last === "break" || last.text.endsWith(" ")
      const kept = parted ? text.replace(/^ /, "") : text
      if (kept !== "") this.#pieces.push({ text: kept, look })
    }
  }

  break(): void {
    const last = this.#pieces.at(-1)
    if (last && last !== "break") last.text = last.text.replace(/ $/, "")
    this.#pieces.push("break")
  }

  get isEmpty(): boolean {
    return this.#pieces.every((piece) => piece === "break" || piece.text.trim() === "")
  }

  /** Takes the words out, as HTML of paragraphs: two breaks in a row part them. */
  take(): string[] {
    const paragraphs: Piece[][] = [[]]
    let breaks = 0
    for (const piece of this.#pieces) {
      if (piece === "break") {
        breaks += 1
        continue
      }
      if (piece.text.trim() === "" && breaks > 0) continue
      const current = paragraphs.at(-1)
      if (breaks >= 2 && current && current.length > 0) paragraphs.push([piece])
      else current?.push(...(breaks === 1 && current.length > 0 ? (["break"] as const) : []), piece)
      breaks = 0
    }
    this.#pieces = []
    return paragraphs.map(toHtml).filter((html) => html !== "")
  }
}

function toHtml(pieces: Piece[]): string {
  const last = pieces.at(-1)
  if (last && last !== "break") last.text = last.text.replace(/ $/, "")
  if (pieces.every((piece) => piece === "break" || piece.text.trim() === "")) return ""
  return pieces.map((piece) => (piece === "break" ? "<br>" : mark(escapeHtml(piece.text), piece.look))).join("")
}

function mark(html: string, { bold, italic, strike, raised, href }: TextLook): string {
  let marked = html
  if (raised) marked = `<${raised}>${marked}</${raised}>`
  if (strike) marked = `<s>${marked}</s>`
  if (italic) marked = `<em>${marked}</em>`
  if (bold) marked = `<strong>${marked}</strong>`
  return href ? `<a href="${escapeHtml(href)}">${marked}</a>` : marked
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
}
