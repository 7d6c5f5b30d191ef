import { type LeftOut, nothingLeftOut } from "./left-out"
import { makeLists } from "./make-lists"
import { BlockReader } from "./read-blocks"
import { applyStyleSheets } from "./styles"

export type CleanPaste = {
  html: string
  leftOut: LeftOut
  /** Pictures whose bytes came inside of the text. */
  pictures: File[]
}

/**
 * Makes pasted HTML of word processors, mail and web pages say what they meant in our few nodes: their list paragraphs become
 * lists, headings of all ranks our two, rows of tables lines. Words that are no part of the text stay behind and are counted.
 * What was copied from a text here is left as it is.
 */
export function cleanPastedHtml(html: string, language: string): CleanPaste {
  const leftOut = nothingLeftOut()
  const pictures: File[] = []
  if (html.includes("data-pm-slice")) return { html, leftOut, pictures }
  const page = new DOMParser().parseFromString(withoutHandlers(html), "text/html")
  applyStyleSheets(page)
  dropComments(page)
  makeLists(page)
  const blocks = new BlockReader(leftOut, pictures).read(page.body, language)
  return { html: blocks.join(""), leftOut, pictures }
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
