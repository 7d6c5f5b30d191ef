import type { Mark } from "@/lib/content/document"
import { isLinkUrl } from "@/lib/content/url"
import type { TextRun } from "./rich-text"

/** What Slack's text calls by id: people, channels, emoji. */
type SlackNames = { person: (id: string) => string | null; emoji: (name: string) => string | null }

/** `<@U1|name>`, `<#C1|name>`, `<!here>`, `<https://a.example|words>`; emoji; signs of marks. */
const TOKEN = /<([^<>\n]{1,3000})>|:([\w+'-]{1,80}(?:::skin-tone-\d)?):|([*_~`])/g
const MARKS: Record<string, Mark> = { "*": { type: "bold" }, _: { type: "italic" }, "~": { type: "strike" } }
const MAX_LINE = 20_000

/** Ids of people that a text mentions without their names. */
export function mentionedPeople(text: string): string[] {
  return [...new Set([...text.matchAll(/<@([UW][A-Z0-9]{2,20})>/g)].map((match) => match[1] ?? ""))].slice(0, 20)
}

/** Slack's mrkdwn in stretches of the same marks. Quoted lines (`>`) are a quote; code stays plain text. */
export function slackRuns(text: string, names: SlackNames): TextRun[] {
  return text.split("\n").flatMap((line, index) => {
    const quote = /^(?:&gt;|>)\s?/.exec(line)
    const runs = lineRuns(quote ? line.slice(quote[0].length) : line, names)
    const all = quote ? runs.map((run) => ({ ...run, quote: true })) : runs
    return index === 0 ? all : [{ text: "\n", marks: [], quote: false }, ...all]
  })
}

function lineRuns(line: string, names: SlackNames): TextRun[] {
  if (line.length > MAX_LINE) return [{ text: unescapeSlack(line), marks: [] }]
  const runs: TextRun[] = []
  const open = new Map<string, number>()
  let inCode = false
  let from = 0
  const closings = findClosings(line)
  const add = (text: string, more: Mark[] = []) => {
    if (text === "") return
    const marks = [...open.keys()].flatMap((sign) => MARKS[sign] ?? [])
    runs.push({ text, marks: [...marks, ...more] })
  }
  for (const match of line.matchAll(TOKEN)) {
    const [whole, reference, emoji, sign] = match
    const at = match.index
    const isCodeSign = sign === "`"
    if (inCode && !isCodeSign) continue
    if (sign && !isCodeSign && !open.has(sign) && !closings.has(at)) continue
    if (sign && !isCodeSign && open.has(sign) && open.get(sign) !== at) continue
    add(unescapeSlack(line.slice(from, at)))
    from = at + whole.length
    if (isCodeSign) inCode = !inCode
    else if (sign && open.has(sign)) open.delete(sign)
    else if (sign) open.set(sign, closings.get(at) ?? at)
    else if (emoji) add(names.emoji(emoji) ?? whole)
    else if (reference) {
      const { text, href } = readReference(reference, names)
      add(text, href ? [{ type: "link", attrs: { href } }] : [])
    }
  }
  add(unescapeSlack(line.slice(from)))
  return runs
}

/** Where a mark opens, and where it closes: as in Slack, at the edge of words on both sides. */
function findClosings(line: string): Map<number, number> {
  const closings = new Map<number, number>()
  for (const sign of Object.keys(MARKS)) {
    const escaped = `\\${sign}`
    const pair = new RegExp(
      `(?<![\\w${escaped}])${escaped}(?=[^\\s${escaped}])[^${escaped}\n]{0,3000}?(?<=\\S)${escaped}(?![\\w${escaped}])`,
      "g",
    )
    for (const match of line.matchAll(pair)) closings.set(match.index, match.index + match[0].length - 1)
  }
  return closings
}

function readReference(reference: string, names: SlackNames): { text: string; href?: string } {
  const [target = "", ...words] = reference.split("|")
  const label = unescapeSlack(words.join("|"))
  if (target.startsWith("@")) return { text: `@${label || names.person(target.slice(1)) || "someone"}` }
  if (target.startsWith("#")) return { text: `#${label || "channel"}` }
  if (target.startsWith("!")) return { text: label || `@${target.slice(1).split("^")[0] ?? ""}` }
  const href = unescapeSlack(target)
  return isLinkUrl(href) ? { text: label || href, href } : { text: label || href }
}

function unescapeSlack(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")
}
