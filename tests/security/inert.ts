import { Parser } from "htmlparser2"

/** An element as it begins: its name, and the names of its attributes. */
type Start = { name: string; attributes: Record<string, string> }

/** Every element of a piece of HTML, as a parser finds it. */
export function readElements(html: string): Start[] {
  const found: Start[] = []
  const parser = new Parser({ onopentag: (name, attributes) => void found.push({ name, attributes }) })
  parser.end(html)
  return found
}

/** The bones of a piece of HTML: what elements with what attributes it has, whatever words are in them. */
export function bones(html: string): string[] {
  return readElements(html).map(({ name, attributes }) => [name, ...Object.keys(attributes)].join(" "))
}

/** The words that a piece of HTML shows, and those in its attributes. */
export function wordsOf(html: string): string {
  const words: string[] = []
  const parser = new Parser({
    onopentag: (_, attributes) => void words.push(...Object.values(attributes)),
    ontext: (text) => void words.push(text),
  })
  parser.end(html)
  return words.join("")
}

const NEVER = new Set(["object", "embed", "applet", "base", "frame", "frameset", "math", "portal", "template", "xmp"])
const ADDRESSES = new Set(["href", "src", "action", "formaction", "data", "poster", "cite", "xlink:href", "background"])
const HARMLESS_ADDRESS = /^(https?:\/\/|mailto:|\/(?!\/)|#|\?|$)/
/** Scripts that hold data, come from our own server, or are known by a policy. */
const DATA = /^application\/(ld\+)?json$/

/**
 * What in a page could run, or lead a click to what runs: the complaints, none if all is well. `nonce` is what the page's own
 * scripts carry; `known` are those that stand inside it without one.
 */
export function findLive(html: string, { nonce, known = [] }: { nonce?: string | undefined; known?: string[] } = {}) {
  const complaints: string[] = []
  let script: { text: string } | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      const start = `<${name} ${JSON.stringify(attributes)}>`
      // React's own marks: of a place that is filled in later, and of what could not be drawn.
      const isPlace = name === "template" && (/^B:\d+$/.test(attributes.id ?? "") || "data-dgst" in attributes)
      if (NEVER.has(name) && !isPlace) complaints.push(start)
      if (name === "iframe" && !/^https:\/\//.test(attributes.src ?? "")) complaints.push(start)
      if (name === "meta" && "http-equiv" in attributes) complaints.push(start)
      for (const [attribute, value] of Object.entries(attributes)) {
        const isAddress = ADDRESSES.has(attribute) && !HARMLESS_ADDRESS.test(value)
        const isStyle = attribute === "style" && /url\(|expression|binding|behavior|import|javascript/i.test(value)
        if (/^on/i.test(attribute) || attribute === "srcdoc" || isAddress || isStyle) complaints.push(start)
      }
      const isOurs =
        DATA.test(attributes.type ?? "") ||
        attributes.src?.startsWith("/_next/static/") ||
        (nonce !== undefined && attributes.nonce === nonce)
      script = name === "script" && !isOurs ? { text: "" } : null
    },
    ontext(text) {
      if (script) script.text += text
    },
    onclosetag(name) {
      if (name === "script" && script && !known.includes(script.text)) complaints.push(`<script>${script.text}`)
      script = null
    },
  })
  parser.end(html)
  return complaints
}
