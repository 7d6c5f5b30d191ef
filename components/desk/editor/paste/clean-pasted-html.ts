import { LIMITS } from "@/lib/content/content-limits"
import { makeLists } from "./make-lists"

/** Where links lead that a program led through itself to watch them: Google Docs, Outlook, Facebook. */
const DETOURS: { host: RegExp; parameter: string }[] = [
  { host: /^(www\.)?google\.[a-z.]{2,6}$/, parameter: "q" },
  { host: /\.safelinks\.protection\.outlook\.com$/, parameter: "url" },
  { host: /^lm?\.(facebook|instagram)\.com$/, parameter: "u" },
]

function originalAddress(address: string): string {
  if (address.length > LIMITS.urlCharacters || !URL.canParse(address)) return address
  const url = new URL(address)
  const detour = DETOURS.find(({ host }) => host.test(url.hostname))
  const isSearch = detour?.parameter === "q" && url.pathname !== "/url"
  const original = detour && !isSearch ? url.searchParams.get(detour.parameter) : null
  return original && URL.canParse(original) ? original : address
}

/** What a copied page has around its words: notes, edit links, what is not to be seen. */
const NO_WORDS = [
  "style, script, meta, link, title, template, xml, noscript, button, svg, math",
  // Wikipedia: footnotes, edit links, coordinates' notes.
  "sup.reference, .mw-editsection, .mw-cite-backlink, .noprint, .mw-empty-elt",
  // Word: notes at the foot and the marks that lead there.
  "[style*='mso-footnote-id'], [style*='mso-endnote-id'], [style*='mso-element:footnote'], [style*='mso-element:endnote']",
  "[style*='display:none'], [style*='display: none'], [style*='mso-hide:all'], [hidden]",
].join(", ")

/**
 * Makes pasted HTML of word processors, mail and web pages say what they meant in our few nodes: their list paragraphs become
 * lists, headings of all ranks our two, rows of tables lines. What has no meaning here is dropped by the editor's schema
 * afterwards. What was copied from a text here is left as it is.
 */
export function cleanPastedHtml(html: string): string {
  if (html.includes("data-pm-slice")) return html
  const page = new DOMParser().parseFromString(withoutHandlers(html), "text/html")
  for (const node of page.querySelectorAll(NO_WORDS)) node.remove()
  dropComments(page)
  for (const heading of page.querySelectorAll("h1, h4, h5, h6, p.MsoTitle"))
    rename(heading, /^(H1|P)$/.test(heading.tagName) ? "h2" : "h3")
  makeLists(page)
  // A table that holds tables is there for the looks of a page: their rows are the lines, not its own.
  for (const row of [...page.querySelectorAll("tr")].filter((each) => !each.querySelector("tr"))) makeLine(row)
  for (const link of page.querySelectorAll("a[href]")) {
    link.setAttribute("href", originalAddress(link.getAttribute("href") ?? ""))
  }
  for (const space of page.querySelectorAll("[style*='mso-spacerun']")) space.replaceWith(" ")
  dropEmptyLines(page)
  return page.body.innerHTML
}

// Nothing in this document could run. But a browser complains of what a page's policy would refuse, as soon as it reads it.
function withoutHandlers(html: string): string {
  let clean = ""
  let from = 0
  // From each beginning of a tag to its end, and to the last of them only: where no ">" is left, there is no tag.
  for (const { index } of html.matchAll(/<[a-z]/gi)) {
    if (index < from) continue
    const end = html.indexOf(">", index)
    if (end < 0) break
    clean += html.slice(from, index)
    clean += html.slice(index, end).replaceAll(/([\s"'/])on[a-z]+\s*=/gi, "$1data-handler=")
    from = end
  }
  return clean + html.slice(from)
}

function dropComments(page: Document) {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) comment.parentNode?.removeChild(comment)
}

function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

/** A row of a table as a line of its cells. */
function makeLine(row: Element) {
  const line = row.ownerDocument.createElement("p")
  for (const cell of row.children) {
    const words = cell.textContent?.trim() ?? ""
    if (words === "") continue
    if (line.hasChildNodes()) line.append(" | ")
    // Lines within a cell would be lines of the text.
    for (const inner of cell.querySelectorAll("p, div, br")) inner.replaceWith(...inner.childNodes, " ")
    line.append(...cell.childNodes)
  }
  row.replaceWith(line)
}

/** Space between paragraphs that somebody made of empty ones. */
function dropEmptyLines(page: Document) {
  const full = findFull(page)
  for (const line of page.querySelectorAll("p, div, h2, h3")) if (!full.has(line)) line.remove()
  for (const br of page.querySelectorAll("body > br, body > b > br, br.Apple-interchange-newline")) br.remove()
}

/** All that has words or pictures in it, however deep: found from these, once each. */
function findFull(page: Document): Set<Element> {
  const full = new Set<Element>()
  const mark = (from: Element | null) => {
    for (let each = from; each && !full.has(each); each = each.parentElement) full.add(each)
  }
  const words = page.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) if (words.currentNode.nodeValue?.trim()) mark(words.currentNode.parentElement)
  for (const part of page.querySelectorAll("[data-picture], [data-gallery], hr")) mark(part.parentElement)
  return full
}
