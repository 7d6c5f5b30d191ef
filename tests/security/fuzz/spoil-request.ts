import { METHODS } from "../../route-inventory/find-routes"
import { BODIES, NOT_HTTP } from "./hostile-bodies"
import { FLOOD, HEADERS } from "./hostile-headers"
import { HOSTILE_NUMBERS, HOSTILE_TEXT, HOSTILE_TIMES, spoil } from "./hostile-values"
import type { Random } from "./random"
import type { RawRequest } from "./raw-http"
import type { Target } from "./targets"

/** A request on its way to being bytes. */
type Draft = {
  method: string
  /** As it stands in the request's first line. */
  target: string
  headers: [name: string, value: string][]
  body: Buffer
  /** How the body's length is told. */
  length: "right" | "chunked" | "too long" | "too short" | "broken chunk" | "none"
}

/** The bytes of a request to a door, with one to three things wrong in it; one in eight is right. */
export function toRequest(target: Target, host: string, random: Random): RawRequest {
  if (random.chance(0.04)) {
    const bytes = Buffer.from(random.pick(NOT_HTTP)(target, host), "latin1")
    return { bytes, method: bytes.toString("latin1").split(" ", 1)[0] ?? "", isCut: true }
  }
  const isRight = random.chance(0.125)
  const value = isRight || random.chance(0.4) ? target.body : spoil(target.body, random)
  const draft: Draft = {
    method: target.method,
    target: `${target.path}${target.query ? `?${target.query}` : ""}`,
    headers: [["host", host], ["connection", "close"], ["origin", `http://${host}`], ...Object.entries(target.headers)],
    body: toBody(value, target.isAction),
    length: "right",
  }
  for (let wrong = isRight ? 0 : random.int(3); wrong > 0; wrong -= 1) random.pick(SPOILERS)(draft, random, host)
  return toBytes(draft)
}

function toBody(value: unknown, isAction: boolean): Buffer {
  if (value === undefined) return Buffer.alloc(0)
  if (value instanceof Uint8Array) return Buffer.from(value)
  return Buffer.from(JSON.stringify(isAction && !Array.isArray(value) ? [value] : value) ?? "")
}

function toBytes({ method, target, headers, body, length }: Draft): RawRequest {
  const named = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]))
  const isCut = length === "too long" || length === "broken chunk" || named.get("expect") !== undefined
  const framing: [string, string][] =
    length === "chunked" || length === "broken chunk"
      ? [["transfer-encoding", "chunked"]]
      : length === "none" || (body.length === 0 && length === "right" && (method === "GET" || method === "HEAD"))
        ? []
        : [["content-length", String(body.length + { right: 0, "too long": 40, "too short": -1 }[length])]]
  const lines = [...headers, ...framing].map(([name, value]) => `${name}: ${value}\r\n`).join("")
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}\r\n`, "latin1")
  return { bytes: Buffer.concat([head, toFrames(body, length)]), method, isCut }
}

function toFrames(body: Buffer, length: Draft["length"]): Buffer {
  if (length === "broken chunk")
    return Buffer.concat([Buffer.from("5\r\n"), body.subarray(0, 5), Buffer.from("\r\nzz\r\n")])
  if (length !== "chunked") return body
  const chunk = body.length === 0 ? [] : [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")]
  return Buffer.concat([...chunk, Buffer.from("0\r\n\r\n")])
}

type Spoiler = (draft: Draft, random: Random, host: string) => void

const OTHER_METHODS = [...METHODS, "TRACE", "CONNECT", "PROPFIND", "QUERY", "LOCK", "PURGE", "get", "FOO"]

const SPOILERS: readonly Spoiler[] = [
  (draft, random) => {
    draft.method = random.pick(OTHER_METHODS)
  },
  spoilPath,
  spoilPath,
  spoilQuery,
  spoilQuery,
  spoilHeader,
  spoilHeader,
  spoilHeader,
  spoilBody,
  spoilBody,
  (draft, random) => {
    draft.length = random.pick(["chunked", "too long", "too short", "broken chunk", "none"])
  },
  (draft, random) => {
    const id = draft.headers.find(([name]) => name === "next-action")
    if (id)
      id[1] = random.pick(["", "x", "toString", "__proto__", `00${"ab".repeat(20)}`, `${id[1]}0`, id[1].slice(0, -1)])
    else draft.headers.push(["next-action", `40${"ab".repeat(20)}`])
  },
]

function spoilPath(draft: Draft, random: Random, host: string): void {
  const [path = "", query] = split(draft.target)
  const parts = path.split("/")
  const at = 1 + random.int(Math.max(parts.length - 1, 1))
  const hostile = hostileInUrl(random)
  const changed = random.pick([
    () => parts.map((part, n) => (n === at ? hostile : part)).join("/"),
    () => parts.map((part, n) => (n === at ? `${part}${hostile}` : part)).join("/"),
    () => `${path}/`,
    () => `${path}/${hostile}`,
    () => `/${path}`,
    () => `/\\evil.example${path}`,
    () => `//evil.example${path}`,
    () => `/%2f%2fevil.example${path}`,
    () => `/..${path}/..`,
    () => `/%2e%2e${path}`,
    () => path.replace(/\/([^/]*)$/, "%2f$1"),
    () => path.toUpperCase(),
    () => `http://evil.example${path}`,
    () => `http://${host}${path}`,
    () => `https://user:pass@${host}${path}`,
    () => `ftp://${host}${path}`,
    () => "*",
    () => "",
    () => "evil.example:443",
    () => `${path};a=b`,
    () => `${path}#part`,
    () => `${path}${"a".repeat(random.pick([200, 3_000, 9_000, 20_000]))}`,
    () => path.repeat(100),
  ])()
  draft.target = query === undefined ? changed : `${changed}?${query}`
}

function spoilQuery(draft: Draft, random: Random): void {
  const [path = "", query = ""] = split(draft.target)
  const pairs = query === "" ? [] : query.split("&")
  const name = random.pick([...pairs.map((pair) => pair.split("=")[0] ?? ""), ...PARAMETERS])
  const hostile = hostileInUrl(random)
  const changed = random.pick([
    () => [...pairs.filter((pair) => !pair.startsWith(`${name}=`)), `${name}=${hostile}`],
    () => [...pairs.filter((pair) => !pair.startsWith(`${name}=`)), `${name}=${hostile}`],
    () => [...pairs, `${name}=${hostile}`, `${name}=${hostile}`],
    () => [...pairs, `${name}[]=${hostile}`, `${name}[__proto__]=1`],
    () => [...pairs, `${hostile}=${hostile}`],
    () => pairs.filter((_, n) => n !== 0),
    () => [...pairs, ...Array.from({ length: 1_000 }, (_, n) => `p${n}=1`)],
    () => [...pairs, "%", "=", "&&", "a=%zz", "b=%ff"],
  ])()
  draft.target = `${path}?${changed.join("&")}`
}

/** Names that some door reads. */
const PARAMETERS = [
  ..."q before after epoch wait last_update_ts limit state tab writer postId format person kind day words author".split(
    " ",
  ),
  ..."tag from to version against next token only version waited ask __proto__ _rsc".split(" "),
]

function spoilHeader(draft: Draft, random: Random, host: string): void {
  const [name, values] = random.pick(HEADERS)
  const value = random.pick(values)
  draft.headers = draft.headers.filter(([each]) => each.toLowerCase() !== name || random.chance(0.1))
  if (value === FLOOD) for (let n = 0; n < 2_500; n += 1) draft.headers.push([`x-${n}`, "y"])
  else if (value !== null) draft.headers.push([name, value.replaceAll("HOST", host)])
}

function spoilBody(draft: Draft, random: Random): void {
  draft.body = random.pick(BODIES)(draft.body, random)
}

/** Something hostile as it can stand in an address: escaped, half escaped, or as it is. */
function hostileInUrl(random: Random): string {
  const text = random.pick([
    random.pick(HOSTILE_TEXT),
    random.pick(HOSTILE_TIMES),
    String(random.pick(HOSTILE_NUMBERS)),
  ])
  const short = text.slice(0, random.pick([40, 400, 4_000])).toWellFormed()
  if (random.chance(0.7)) return encodeURIComponent(short)
  if (random.chance(0.3))
    return random.pick(["%ff", "%", "%zz", "%c0%80", "%00", "%ed%a0%80", "%252f", "%2e%2e%2f", "+"])
  return Buffer.from(short, "utf8")
    .toString("latin1")
    .replaceAll(/[\s\p{Cc}]/gu, "_")
}

function split(target: string): [path: string, query: string | undefined] {
  const mark = target.indexOf("?")
  return mark < 0 ? [target, undefined] : [target.slice(0, mark), target.slice(mark + 1)]
}
