/** A piece of XML that is well formed; text becomes one only by being escaped. */
export type Xml = { xml: string }
type Content = string | (Xml | null)[]
type Attributes = Record<string, string>

/** One element. A string is its text, whatever characters are in it. */
export function element(name: string, content: Content = [], attributes: Attributes = {}): Xml {
  const inner = typeof content === "string" ? escapeXml(content) : content.map((each) => each?.xml ?? "").join("")
  const start = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  return { xml: `<${name}${start.join("")}>${inner}</${name}>` }
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }
// Most control characters and half characters are not allowed in XML, not even escaped.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

export function escapeXml(text: string): string {
  return text.replaceAll(FORBIDDEN, "").replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? "")
}
