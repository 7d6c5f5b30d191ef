import { findEmbedCode } from "@/lib/content/embed-code"
import { resolveEmbed } from "@/lib/content/embeds"
import { unwrapUrl } from "@/lib/content/unwrap-url"
import { BLOCKS, type Context, contextWithin, headingOf, integer, isPre, letterOf } from "./context"
import { countsAsComment, whyRemoved } from "./hidden"
import { InlineRun, PLAIN_LOOK, type TextLook } from "./inline-run"
import type { LeftOut } from "./left-out"
import { emojiOfPicture, fileOfPicture, formulaText, isInvisiblePicture } from "./pasted-pictures"
import { quotationMarks } from "./quotation-marks"
import { type Styles, stylesOf } from "./styles"
import { cellHtml, rowLine, tableHtml } from "./table-html"
import { readRows } from "./table-rows"

const BLOCK_DISPLAY = /^(block|flex|grid|list-item|flow-root|table|inline-table|inline-flex|inline-grid)/
const MAX_DEPTH = 400
/** What the embed code of sites that need a script is made of. */
const EMBED_CLASS =
  /(^|\s)(twitter-(tweet|video)|instagram-media|tiktok-embed|fb-(post|video)|bluesky-embed|mastodon-embed|reddit-embed-bq|reddit-card|text-post-media|imgur-embed-pub|flourish-embed|infogram-embed|tableauPlaceholder)/

/** Reads what a copied page says, block by block, into the few elements that the editor knows. */
export class BlockReader {
  readonly #run = new InlineRun()
  #blocks: string[] = []

  constructor(
    readonly leftOut: LeftOut,
    readonly pictures: File[],
  ) {}

  read(root: Element, language: string): string[] {
    const look = { ...PLAIN_LOOK, pre: isPre(stylesOf(root)) ?? false }
    this.#children(
      root,
      { look, sight: { invisible: false, noSize: false }, place: "text", language, quotes: 0, apart: false },
      0,
    )
    this.#end()
    return this.#blocks
  }

  /** Ends the block that the words before stand in. */
  #end(tag = "p"): void {
    for (const html of this.#run.take()) this.#blocks.push(`<${tag}>${html}</${tag}>`)
  }

  /** What is read within, as blocks of their own. */
  #within(read: () => void): string[] {
    const outer = this.#blocks
    this.#blocks = []
    read()
    this.#end()
    const inner = this.#blocks
    this.#blocks = outer
    return inner
  }

  #children(element: Element, context: Context, depth: number): void {
    if (depth > MAX_DEPTH) {
      this.#run.text(element.textContent ?? "", context.look)
      return
    }
    for (const node of element.childNodes) {
      if (node.nodeType === 3) {
        if (!context.sight.invisible && !context.sight.noSize) this.#run.text(node.nodeValue ?? "", context.look)
      } else if (isElement(node)) this.#element(node, context, depth + 1)
    }
  }

  #element(element: Element, outer: Context, depth: number): void {
    const styles = stylesOf(element)
    const tag = element.localName
    if (tag === "br") this.#run.break()
    else if (tag === "hr") this.#end()
    if (tag === "br" || tag === "hr") return
    if (this.#special(element, tag, styles, outer)) return
    const why = whyRemoved(element, styles)
    if (why === "deleted" && element.textContent?.trim() && !element.parentElement?.closest("del"))
      this.leftOut.deleted += 1
    if (why === "comment" && countsAsComment(element) && !element.parentElement?.closest(".MsoCommentReference"))
      this.leftOut.comments += 1
    if (why !== null) return
    const context = contextWithin(element, tag, styles, outer)
    const display = styles.get("display") ?? ""
    const isBlock = /^inline(-block)?$|^contents/.test(display)
      ? /^(li|tr|td|th|table|[uod]l|h[1-6])$/.test(tag)
      : BLOCKS.has(tag) || BLOCK_DISPLAY.test(display) || outer.apart
    if (tag === "a" && unwrapUrl(element.getAttribute("href") ?? "").guarded) this.leftOut.guarded += 1
    if (!isBlock) {
      this.#inline(element, tag, context, depth)
      return
    }
    this.#end()
    this.#block(element, tag, context, depth)
    this.#end()
  }

  /** Pictures, formulas, boxes to tick, and what is embedded. True: it is read. */
  #special(element: Element, tag: string, styles: Styles, { look, sight }: Context): boolean {
    if (tag === "math" || element.classList.contains("katex") || tag === "mjx-container") {
      this.#run.text(formulaText(tag === "math" ? element : (element.querySelector("math") ?? element)), look)
      return true
    }
    if (tag === "input") {
      const type = element.getAttribute("type")
      if (type === "checkbox" || type === "radio") this.#run.text(element.hasAttribute("checked") ? "☑ " : "☐ ", look)
      return true
    }
    if (tag === "img") {
      if (whyRemoved(element, styles) === null && !sight.invisible) this.#picture(element, look)
      return true
    }
    if (!/^(iframe|blockquote|video|audio|object|embed|script|a|div|amp-[a-z]+)$/.test(tag)) return false
    return this.#embed(element, tag, styles)
  }

  #picture(element: Element, look: TextLook): void {
    const emoji = emojiOfPicture(element)
    if (emoji) {
      this.#run.text(emoji, look)
      return
    }
    if (/math|latex|tex\b/i.test(element.className) || /^\{\\displaystyle/.test(element.getAttribute("alt") ?? "")) {
      // Beside most stands the same as MathML.
      if (!element.parentElement?.querySelector("math")) this.#run.text(formulaText(element), look)
      return
    }
    if (isInvisiblePicture(element)) return
    const file = fileOfPicture(element.getAttribute("src") ?? "", element.getAttribute("alt") || "Pasted picture")
    if (file) this.pictures.push(file)
    else this.leftOut.pictures += 1
  }

  #embed(element: Element, tag: string, styles: Styles): boolean {
    const isPlain = /^(a|div|blockquote)$/.test(tag)
    if (isPlain && !EMBED_CLASS.test(element.className)) return false
    const url = whyRemoved(element, styles) === null || !isPlain ? findEmbedCode(element.outerHTML)?.url : undefined
    const isPlayer = url !== undefined && resolveEmbed(url)?.kind === "player"
    if (isPlayer && url) {
      this.#end()
      this.#blocks.push(`<div data-embed-url="${url.replaceAll("&", "&amp;").replaceAll('"', "%22")}"></div>`)
      return true
    }
    if (isPlain) return false
    if (
      tag === "iframe" &&
      !isInvisiblePicture(element) &&
      !/display:\s*none/.test(element.getAttribute("style") ?? "")
    )
      this.leftOut.embeds += 1
    return true
  }

  #inline(element: Element, tag: string, context: Context, depth: number): void {
    if (tag === "q") {
      const [open, close] = quotationMarks(context.language, context.quotes)
      this.#run.text(open, context.look)
      this.#children(element, { ...context, quotes: context.quotes + 1 }, depth)
      this.#run.text(close, context.look)
      return
    }
    const isReading = tag === "rt" && element.parentElement?.querySelector("rp") === null
    if (isReading) this.#run.text("(", context.look)
    this.#children(element, context, depth)
    if (isReading) this.#run.text(")", context.look)
  }

  #block(element: Element, tag: string, context: Context, depth: number): void {
    const heading = headingOf(element, tag)
    if (heading && context.place === "text") {
      // A heading that holds blocks is one line all the same.
      const lines = this.#within(() => this.#children(element, { ...context, place: "item" }, depth))
      const words = lines.map((line) => line.replaceAll(/^<p>|<\/p>$/g, "")).join("<br>")
      if (words !== "") this.#blocks.push(`<${heading}>${words}</${heading}>`)
      return
    }
    if (heading) {
      this.#children(element, { ...context, look: { ...context.look, bold: true } }, depth)
      return
    }
    if (/^(ul|ol|menu|dir)$/.test(tag)) {
      this.#list(element, tag === "ol", context, depth)
      return
    }
    if (tag === "li") {
      this.#loose(element, context, depth)
      return
    }
    if (tag === "table") {
      this.#table(element, context, depth)
      return
    }
    if (tag === "blockquote" && context.place === "text") {
      const lines = this.#within(() => this.#children(element, { ...context, place: "quote" }, depth))
      if (lines.length > 0) this.#blocks.push(`<blockquote>${lines.join("")}</blockquote>`)
      return
    }
    this.#children(element, context, depth)
  }

  #loose(element: Element, context: Context, depth: number): void {
    const lines = this.#item(element, context, depth)
    if (lines) this.#blocks.push(context.place === "quote" ? lines : `<ul><li>${lines}</li></ul>`)
  }

  #item(item: Element, context: Context, depth: number): string {
    const checked = item.getAttribute("aria-checked") ?? item.getAttribute("data-checked")
    const isTask = item.getAttribute("role") === "checkbox" || item.hasAttribute("data-checked")
    return this.#within(() => {
      if (isTask) this.#run.text(checked === "true" ? "☑ " : "☐ ", context.look)
      this.#children(item, { ...context, place: context.place === "quote" ? "quote" : "item" }, depth)
    }).join("")
  }

  /** A list, in pieces where its numbers jump. */
  #list(list: Element, isNumbered: boolean, context: Context, depth: number): void {
    const isReversed = isNumbered && list.hasAttribute("reversed")
    const letter = isNumbered ? letterOf(list) : null
    const items = [...list.children].filter((each) => each.localName === "li")
    const step = isReversed ? -1 : 1
    let number = integer(list.getAttribute("start")) ?? (isReversed ? items.length : 1)
    let next: number | null = null
    let open: string[] = []
    let start = number
    const close = () => {
      const attributes = `${start === 1 && !isReversed ? "" : ` start="${start}"`}${isReversed ? " reversed" : ""}${letter ? ` type="${letter}"` : ""}`
      if (open.length > 0)
        this.#blocks.push(isNumbered ? `<ol${attributes}>${open.join("")}</ol>` : `<ul>${open.join("")}</ul>`)
      open = []
    }
    for (const child of list.children) {
      if (child.localName !== "li") {
        close()
        next = null
        this.#element(child, context, depth + 1)
        this.#end()
        continue
      }
      const styles = stylesOf(child)
      if (whyRemoved(child, styles) !== null) {
        if (child.localName === "li" && whyRemoved(child, styles) === "deleted") this.leftOut.deleted += 1
        continue
      }
      number = integer(child.getAttribute("value")) ?? number
      const words = this.#item(child, contextWithin(child, "li", styles, context), depth + 1)
      if (words !== "" && context.place === "quote")
        this.#blocks.push(words.replace("<p>", isNumbered ? `<p>${number}. ` : "<p>• "))
      else if (words !== "") {
        if (isNumbered && number !== next) close()
        if (open.length === 0) start = number
        // An item begins with words: a list alone belongs to the point before.
        if (/^<[uo]l/.test(words) && open.length > 0) open.push((open.pop() ?? "").replace(/<\/li>$/, `${words}</li>`))
        else open.push(`<li>${words}</li>`)
        next = number + step
      }
      number += step
    }
    close()
  }

  #table(table: Element, context: Context, depth: number): void {
    const rows = readRows(table)
    if (rows === null) {
      this.#children(table, context, depth)
      return
    }
    const apart: string[] = []
    const read = new Map<Element, string>()
    const toCell = (cell: Element | null) => {
      if (!cell) return ""
      const html = read.get(cell) ?? this.#cell(cell, context, depth + 2, rows, apart)
      read.set(cell, html)
      return html
    }
    const filled = rows
      .map((cells) => ({ cells, html: cells.map(toCell) }))
      .filter(({ html }) => html.some((each) => each !== ""))
    const captions = [...table.querySelectorAll(":scope > caption")]
    const caption = captions.map((each) => (each.textContent ?? "").replaceAll(/\s+/g, " ").trim()).join(" ")
    const html = context.place === "text" ? tableHtml(filled, caption) : null
    if (html === null) {
      for (const each of captions) this.#element(each, context, depth + 1)
      this.#end()
    }
    this.#blocks.push(...(html === null ? filled.map(rowLine) : [html]), ...apart)
  }

  /** The words of a cell. A heading amid the others is bold; players stand `apart`. */
  #cell(cell: Element, context: Context, depth: number, rows: (Element | null)[][], apart: string[]): string {
    const isAmid = !rows[0]?.includes(cell) && rows.every(([first]) => first !== cell)
    const look = { ...context.look, bold: context.look.bold || (cell.localName === "th" && isAmid) }
    const inner = contextWithin(cell, isAmid ? cell.localName : "td", stylesOf(cell), { ...context, look })
    const lines = this.#within(() => this.#children(cell, { ...inner, place: "item" }, depth))
    apart.push(...lines.filter((line) => line.startsWith("<div")))
    return cellHtml(lines.filter((line) => !line.startsWith("<div")))
  }
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1
}
