import type { Styles } from "./styles"

/** What a copied page or text has around its words, and what stands in for what it cannot show. */
const NO_WORDS = new Set(
  "script style meta link title head template xml noscript noframes button svg canvas audio video object embed map datalist select textarea dialog param source track area base frame frameset applet".split(
    " ",
  ),
)
/** Wikipedia's marks and links to edit; Word's notes and where they lead from; permanent links of headings. */
const NOTES =
  "sup.reference, .mw-editsection, .mw-cite-backlink, .noprint, .mw-empty-elt, [style*='mso-footnote-id'], [style*='mso-endnote-id'], [style*='mso-element:footnote'], [style*='mso-element:endnote'], .EOP, a[aria-hidden='true'][href^='#']"
const FOR_SCREEN_READERS =
  /(^|\s)[\w-]*(sr-only|visually-?hidden|screen-?reader-(text|only)|show-for-sr|assistive-text|a11y-hidden|offscreen)(\s|$)/i

/** Comments of Word, LibreOffice, Google Docs and editors of the web. */
const COMMENTS =
  ".MsoCommentReference, .msocomanchor, .msocomtxt, .msocomoff, [style*='mso-element:comment'], [style*='mso-special-character:comment'], a[href^='#cmnt'], .sdcommentanc, .comment-popover, w\\:comment, w\\:commentreference"
/** One of several parts of a comment, to count it. */
const COMMENT_MARKS = ".msocomanchor, a[href^='#cmnt']:not([href^='#cmnt_ref']), .sdcommentanc, .comment-popover"
const DELETIONS =
  "del, w\\:del, w\\:movefrom, w\\:deltext, .msoDel, [data-suggestion^='delet'], [data-track-change^='delet']"
const DELETION_CLASS =
  /(^|\s)(ice-del|[\w-]*(suggest|track|change|revision|redline)\w*[\w-]*del(et\w*)?|del(et\w*)?[\w-]*(suggest|track|change|revision)[\w-]*)(\s|$)/i

export type Removed = "noise" | "deleted" | "comment"

/** Why an element's words are no part of the text; null: they are. */
export function whyRemoved(element: Element, styles: Styles): Removed | null {
  const tag = element.localName
  if (NO_WORDS.has(tag)) return "noise"
  const names = element.getAttribute("class") ?? ""
  if (element.matches(DELETIONS) || DELETION_CLASS.test(names)) return "deleted"
  if (element.matches(COMMENTS)) return "comment"
  if (element.matches(NOTES) || isFootnoteOfComment(element)) return "noise"
  if (element.hasAttribute("hidden") || FOR_SCREEN_READERS.test(names)) return "noise"
  return isHidden(styles) || repeatsNeighbour(element) ? "noise" : null
}

export function countsAsComment(element: Element): boolean {
  return element.matches(COMMENT_MARKS) || element.querySelector(COMMENT_MARKS) !== null
}

// Google Docs puts the text of its comments below the page.
function isFootnoteOfComment(element: Element): boolean {
  return (
    element.localName === "div" && element.querySelector(":scope > p > a[id^='cmnt'], :scope > a[id^='cmnt']") !== null
  )
}

function isHidden(styles: Styles): boolean {
  const is = (name: string, pattern: RegExp) => pattern.test(styles.get(name) ?? "")
  if (is("display", /^none/) || is("mso-hide", /^all/) || is("content-visibility", /^hidden/)) return true
  if (is("opacity", /^0(\.0+)?%?$/) || is("transform", /scale\(\s*0\s*[,)]/)) return true
  if (is("color", /^transparent$/) && !is("background-clip", /text/) && !is("-webkit-background-clip", /text/))
    return true
  const isTiny = ["width", "height", "max-width", "max-height"].some((name) => is(name, /^[01](px|pt|em|rem)?$/))
  if (isTiny && (is("overflow", /hidden|clip/) || is("overflow-y", /hidden/))) return true
  if (is("clip-path", /inset\(\s*(50|100)%|circle\(\s*0/) || is("text-indent", /^-\d{3,}/)) return true
  if (!is("position", /absolute|fixed/)) return false
  return (
    is("clip", /^rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?\s*\)/) ||
    ["left", "top", "right", "bottom"].some((name) => is(name, /^-\d{3,}/))
  )
}

/** Pages show one text and tell screen readers another: with both, it would stand there twice. */
function repeatsNeighbour(element: Element): boolean {
  if (element.getAttribute("aria-hidden") !== "true") return false
  const words = element.textContent?.trim() ?? ""
  return (
    words !== "" &&
    [element.previousElementSibling, element.nextElementSibling].some((each) => {
      return (
        each !== null &&
        !each.hasAttribute("aria-hidden") &&
        each.textContent?.trim() === words &&
        !FOR_SCREEN_READERS.test(each.className)
      )
    })
  )
}

/** Inherited, until an element within says otherwise. */
export type Sight = { invisible: boolean; noSize: boolean }

export function sightWithin(styles: Styles, outer: Sight): Sight {
  const visibility = styles.get("visibility")
  const size = styles.get("font-size")
  return {
    invisible: visibility === undefined ? outer.invisible : /hidden|collapse/.test(visibility),
    noSize:
      size === undefined || (/(em|%|inherit|larger|smaller)$/.test(size) && !/^0/.test(size) && !size.endsWith("rem"))
        ? outer.noSize
        : /^0(\.0+)?([a-z%]*)$/.test(size),
  }
}
