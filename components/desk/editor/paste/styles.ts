/* What inline styles and the classes of a copied page say about words. Read as text: the policy of our page hides them from the DOM. */

export type Styles = ReadonlyMap<string, string>

const NONE: Styles = new Map()

export function stylesOf(element: Element): Styles {
  const style = element.getAttribute("style")
  return style ? parseDeclarations(style) : NONE
}

function parseDeclarations(style: string): Styles {
  const found = new Map<string, string>()
  for (const declaration of style.split(";")) {
    const colon = declaration.indexOf(":")
    if (colon < 0) continue
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, "")
      .trim()
      .toLowerCase()
    found.set(declaration.slice(0, colon).trim().toLowerCase(), value)
  }
  return found
}

/** What a rule of a style sheet must speak of to matter here. */
const MATTERS =
  /display|visibility|opacity|font-size\s*:\s*0|mso-hide|clip|line-through|vertical-align|text-indent|left\s*:\s*-\d/i
const MAX_RULES = 300
const MAX_MATCHES = 20_000

/** Writes what the style sheets inside a copied page say into the elements that they mean. */
export function applyStyleSheets(page: Document): void {
  let matches = 0
  const rules = [...page.querySelectorAll("style")]
    .filter((sheet) => !/print/i.test(sheet.getAttribute("media") ?? ""))
    .flatMap((sheet) => topRules(sheet.textContent ?? ""))
    .filter(([selector, style]) => MATTERS.test(style) && !/[:@]/.test(selector))
  for (const [selector, style] of rules.slice(0, MAX_RULES))
    for (const element of findAll(page, selector)) {
      matches += 1
      if (matches > MAX_MATCHES) return
      element.setAttribute("style", `${style};${element.getAttribute("style") ?? ""}`)
    }
}

function findAll(page: Document, selector: string): Element[] {
  try {
    return [...page.querySelectorAll(selector)]
  } catch {
    // Not a selector of this browser.
    return []
  }
}

/** Rules that hold everywhere: none inside of `@media` or the like. */
function topRules(css: string): [selector: string, style: string][] {
  const rules: [string, string][] = []
  let [depth, from, open] = [0, 0, 0]
  const text = css.replaceAll(/<!--|-->/g, " ").replaceAll(/\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//g, " ")
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === ";" && depth === 0) from = at + 1
    else if (sign === "{") {
      depth += 1
      if (depth === 1) open = at
    } else if (sign === "}" && depth > 0) {
      depth -= 1
      if (depth > 0) continue
      rules.push([text.slice(from, open).trim(), text.slice(open + 1, at)])
      from = at + 1
    }
  }
  return rules
}
