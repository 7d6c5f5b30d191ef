/**
 * Makes pasted HTML of word processors and web pages say what they meant in our few nodes: their list paragraphs become
 * lists, headings of all ranks our two. What has no meaning here is dropped by the editor's schema afterwards.
 */
export function cleanPastedHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html")
  for (const node of page.querySelectorAll("style, script, meta, link, title, template, xml")) node.remove()
  dropComments(page)
  for (const heading of page.querySelectorAll("h1, h4, h5, h6")) rename(heading, heading.tagName === "H1" ? "h2" : "h3")
  makeWordLists(page)
  return page.body.innerHTML
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

/** Word has no lists in its HTML, but paragraphs that begin with a bullet or number in a span of their own. */
function makeWordLists(page: Document) {
  for (const paragraph of page.querySelectorAll("p")) {
    if (!/mso-list:\s*l\d/i.test(paragraph.getAttribute("style") ?? "")) continue
    const marker = [...paragraph.querySelectorAll("span")].find((span) =>
      /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
    )
    const tag = /^\s*(\d+|[a-z]{1,3})[.)]/i.test(marker?.textContent ?? "") ? "OL" : "UL"
    marker?.remove()
    const before = paragraph.previousElementSibling
    const list = before?.tagName === tag && before.hasAttribute("data-word") ? before : newList(paragraph, tag)
    list.append(rename(paragraph, "li"))
  }
}

function newList(before: Element, tag: string): Element {
  const list = before.ownerDocument.createElement(tag)
  list.setAttribute("data-word", "")
  before.before(list)
  return list
}
