/** Makes lists of what other programs mean by one. */
export function makeLists(page: Document): void {
  makeWordLists(page)
  makeLeveledLists(page)
  // Google Docs puts a list within a list beside the line that it belongs to, instead of in it.
  for (const list of page.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = list.previousElementSibling
    if (before?.localName === "li") before.append(list)
  }
}

type Open = { level: number; tag: string; list: Element }

/** Puts items one after the other where their levels say. */
class Levels {
  #open: Open[] = []

  /** Adds an item; `begin` puts the outermost list to its place. */
  add(item: Element, level: number, tag: string, begin: (list: Element) => void): void {
    while (this.#open.some((each) => each.level > level)) this.#open.pop()
    const same = this.#open.at(-1)
    if (same && same.level === level && same.tag !== tag) this.#open.pop()
    if (this.#open.at(-1)?.level !== level) {
      const list = item.ownerDocument.createElement(tag)
      const parent = this.#open.at(-1)?.list.lastElementChild
      if (parent) parent.append(list)
      else begin(list)
      this.#open.push({ level, tag, list })
    }
    this.#open.at(-1)?.list.append(item)
  }

  /** True while the outermost list stands right before an element. */
  isBefore(element: Element): boolean {
    return this.#open[0] !== undefined && element.previousElementSibling === this.#open[0].list
  }
}

/** Word has no lists in its HTML, but paragraphs that begin with a bullet or number in a span of their own. */
function makeWordLists(page: Document) {
  let levels = new Levels()
  for (const paragraph of page.querySelectorAll("p")) {
    const level = Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(paragraph.getAttribute("style") ?? "")?.[1])
    if (!level) continue
    const marker = takeMarker(paragraph)
    if (!levels.isBefore(paragraph)) levels = new Levels()
    const item = page.createElement("li")
    item.append(...paragraph.childNodes)
    if (marker.value !== null) item.setAttribute("value", String(marker.value))
    levels.add(item, level, marker.tag, (list) => paragraph.before(list))
    if (marker.letter) item.parentElement?.setAttribute("type", marker.letter)
    paragraph.remove()
  }
}

type Marker = { tag: "ul" | "ol"; value: number | null; letter: string | null }

/** Takes the bullet or number away; tells which it was. */
function takeMarker(paragraph: Element): Marker {
  const marker = [...paragraph.querySelectorAll("span")].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
  )
  const words = (marker?.textContent ?? "").replaceAll("\u00a0", " ").trim()
  marker?.remove()
  const number = /^\(?(?:\d+\.)*(\d{1,9})[.)]?$/.exec(words)?.[1]
  if (number) return { tag: "ol", value: Number(number), letter: null }
  const letters = /^\(?([a-z]{1,7})[.)]$/i.exec(words)?.[1]
  if (!letters) return { tag: "ul", value: null, letter: null }
  const isUpper = letters === letters.toUpperCase()
  const roman = fromRoman(letters.toLowerCase())
  // "i." begins Roman numerals; single letters like "c." and "d." go on an alphabet.
  if (roman !== null && (letters.length > 1 || /^[ivx]$/i.test(letters)))
    return { tag: "ol", value: roman, letter: isUpper ? "I" : "i" }
  const value = letters.length === 1 ? letters.toLowerCase().charCodeAt(0) - 96 : null
  return { tag: "ol", value, letter: isUpper ? "A" : "a" }
}

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

function fromRoman(letters: string): number | null {
  const values = [...letters].map((letter) => ROMAN[letter] ?? Number.NaN)
  const sum = values.reduce((total, value, at) => total + (value < (values[at + 1] ?? 0) ? -value : value), 0)
  return Number.isNaN(sum) ? null : sum
}

const LISTS = "ul, ol"

/** Word for the web, Slack, Quill and others write the points of all levels one beside the other, and the level on each. */
function makeLeveledLists(page: Document) {
  const done = new Set<Element>()
  for (const first of page.querySelectorAll(LISTS)) {
    if (done.has(first) || first.parentElement?.closest(LISTS)) continue
    const run = listsInARow(first)
    for (const { list } of run) done.add(list)
    const items = run.flatMap(({ list }) => [...list.children].filter(({ localName }) => localName === "li"))
    const hasOthers = run.some(({ list }) => [...list.children].some(({ localName }) => localName !== "li"))
    if (hasOthers || !items.some((item) => (levelOf(item) ?? 1) > 1)) continue
    const place = run[0]?.outer
    const holder = page.createElement("div")
    place?.before(holder)
    const levels = new Levels()
    for (const item of items) {
      const tag = tagOf(item)
      const position = item.getAttribute("data-aria-posinset")
      if (tag === "ol" && position && !item.hasAttribute("value")) item.setAttribute("value", position)
      levels.add(item, levelOf(item) ?? 1, tag, (list) => holder.append(list))
    }
    for (const { outer } of run) outer.remove()
  }
}

/** A list and those that follow it at once, each with the element around it that holds nothing else. */
function listsInARow(first: Element): { list: Element; outer: Element }[] {
  const run: { list: Element; outer: Element }[] = []
  for (let outer: Element | null = wrapperOf(first); outer; outer = outer.nextElementSibling) {
    const list = outer.matches(LISTS)
      ? outer
      : outer.querySelectorAll(LISTS).length > 0 && isWrapper(outer)
        ? outer.querySelector(LISTS)
        : null
    if (!list || (list.querySelector(LISTS) && run.length > 0 && !levelOf(list.firstElementChild ?? list))) break
    run.push({ list, outer })
    if (outer.nextSibling?.nodeType === 3 && outer.nextSibling.nodeValue?.trim()) break
  }
  return run
}

function wrapperOf(list: Element): Element {
  let outer = list
  while (outer.parentElement && outer.parentElement.localName === "div" && isWrapper(outer.parentElement))
    outer = outer.parentElement
  return outer
}

function isWrapper(element: Element): boolean {
  return (
    element.localName === "div" &&
    element.children.length === 1 &&
    [...element.childNodes].every((node) => node.nodeType !== 3 || !node.nodeValue?.trim()) &&
    (element.firstElementChild?.matches("ul, ol, div") ?? false)
  )
}

function tagOf(item: Element): string {
  const kind = item.getAttribute("data-list")
  if (kind) return kind === "ordered" ? "ol" : "ul"
  return item.parentElement?.localName ?? "ul"
}

/** From 1; null where nothing tells. */
function levelOf(item: Element): number | null {
  const list = item.parentElement
  const told = item.getAttribute("data-aria-level") ?? item.getAttribute("aria-level")
  if (told) return Number.parseInt(told, 10) || null
  const indent =
    /(?:^|\s)ql-indent-(\d)/.exec(item.className)?.[1] ??
    list?.getAttribute("data-indent") ??
    /(?:^|\s)lst-kix_[\w]*-(\d)/.exec(list?.className ?? "")?.[1] ??
    /(?:^|\s)listindent(\d)/.exec(list?.className ?? "")?.[1]
  return indent ? Number(indent) + (/listindent/.test(list?.className ?? "") ? 0 : 1) : null
}
