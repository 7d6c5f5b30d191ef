/** Makes lists of what other programs mean by one. */
export function makeLists(page: Document): void {
  makeWordLists(page)
  // Google Docs puts a list within a list beside the line that it belongs to, instead of in it.
  for (const list of page.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = list.previousElementSibling
    if (before?.tagName === "LI") before.append(list)
  }
}

type Open = { level: number; tag: string; list: Element }

/** Word has no lists in its HTML, but paragraphs that begin with a bullet or number in a span of their own. */
function makeWordLists(page: Document) {
  let open: Open[] = []
  for (const paragraph of page.querySelectorAll("p")) {
    const level = Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(paragraph.getAttribute("style") ?? "")?.[1])
    if (!level) continue
    const tag = takeMarker(paragraph)
    if (open[0] === undefined || paragraph.previousElementSibling !== open[0].list) open = []
    while (open.some((each) => each.level > level)) open.pop()
    const same = open.at(-1)
    if (same && same.level === level && same.tag !== tag) open.pop()
    if (open.at(-1)?.level !== level) open.push({ level, tag, list: beginList(paragraph, tag, open.at(-1)) })
    const item = page.createElement("li")
    item.append(...paragraph.childNodes)
    open.at(-1)?.list.append(item)
    paragraph.remove()
  }
}

/** Takes the bullet or number away; returns which of both it was. */
function takeMarker(paragraph: Element): "ul" | "ol" {
  const marker = [...paragraph.querySelectorAll("span")].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
  )
  const words = marker?.textContent ?? ""
  marker?.remove()
  return /^\s*(\d+|[a-z]{1,3})[.)]/i.test(words) ? "ol" : "ul"
}

function beginList(paragraph: Element, tag: string, outer: Open | undefined): Element {
  const list = paragraph.ownerDocument.createElement(tag)
  const item = outer?.list.lastElementChild
  if (item) item.append(list)
  else paragraph.before(list)
  return list
}
