import type { Random } from "./random"

/** Text that is not quite text: half characters, NUL, controls, marks of direction, unnormalised, far too long. */
export const HOSTILE_TEXT: readonly string[] = [
  "\ud83d",
  "cut emoji \ud83d",
  "\udc00 the other half",
  "a\u0000b",
  "\u0000",
  "\u0001\u0008\u000b\u001f\u007f\u0085",
  "\u2028\u2029\ufeff\u202e\u200b\uffff",
  "e\u0301\u0327 \u1100\u1161 \ufb01",
  "👨‍👩‍👧‍👦".repeat(50),
  " \t\r\n ",
  "",
  "x".repeat(300),
  "ü".repeat(70_000),
  "__proto__",
  "constructor",
  "toString",
  "../../etc/passwd",
  "..%2f..%2f",
  "%00",
  "%ff%fe",
  "%",
  "//evil.example",
  "/\\evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "' or 1=1 --",
  "{{7*7}}<%= 7*7 %>",
  "\\u0000\\ud800",
  "post_0000000000000000",
  "null",
  "undefined",
  "$F1",
  "$1:__proto__:x",
  "$undefined",
  "NaN",
  "-1",
  "1e308",
  "9223372036854775808",
  "0x10",
  "en-u-ca-hebrew-nu-hanidec",
  "zh-Hans-CN-u-ca-chinese",
  "und",
  `en-x-${"a".repeat(8)}`,
  `en-x${"-aaaaaaaa".repeat(60)}`,
  "+23:59",
  "-05:30",
  "Etc/GMT+12",
  "Pacific/Kiritimati",
  "٣",
]

/** Times that PostgreSQL or JavaScript cannot hold, and some that only look so. */
export const HOSTILE_TIMES: readonly string[] = [
  "0000-01-01T00:00:00Z",
  "0000-12-31",
  "0001-01-01T00:00:00+23:59",
  "0001-01-01",
  "9999-12-31T23:59:59-23:59",
  "9999-12-31T23:59:59.999999999Z",
  "+275760-09-13T00:00:00Z",
  "+275761-01-01T00:00:00Z",
  "-271821-04-20T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "294277-01-01T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-02-30",
  "2026-13-01",
  "2026-01-01T24:00:00Z",
  "2026-06-30T23:59:60Z",
  "2026-01-01T00:00:00+99:99",
  "2026-01-01T00:00:00",
  "1000-01-01T00:00:00Z",
  "1000-01-01",
  "9998-12-31T23:59:59.999Z",
  "9998-12-31",
  "infinity",
  "now",
]

export const HOSTILE_NUMBERS: readonly number[] = [
  -1,
  0,
  -0,
  0.5,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  5e-324,
]

/** A value that no form of ours would send. */
export function hostileValue(random: Random): unknown {
  const kind = random.int(10)
  if (kind < 4) return random.pick(HOSTILE_TEXT)
  if (kind < 6) return random.pick(HOSTILE_TIMES)
  if (kind < 8) return random.pick(HOSTILE_NUMBERS)
  return random.pick(SHAPES)(random)
}

const SHAPES: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => [],
  () => ({}),
  () => [[[[[]]]]],
  () => JSON.parse('{"toString": 1, "valueOf": null, "then": 1, "length": 1000000000}'),
  () => JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}'),
  () => ({ "\ud83d": 1, "a\u0000": 2 }),
  (random) => nested(random.pick([6, 30, 300, 1_500]), (inner) => [inner]),
  (random) => nested(random.pick([6, 30, 300, 1_500]), (inner) => ({ content: inner })),
  (random) => ({ type: "doc", content: [nestedLists(random.pick([5, 6, 7, 20, 200]))] }),
  (random) => ({
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: random.pick(HOSTILE_TEXT) }] }],
  }),
  (random) => ({
    type: "doc",
    content: [{ type: "embed", attrs: { url: `https://a.example/${random.pick(HOSTILE_TEXT)}` } }],
  }),
  () => Array.from({ length: 2_000 }, (_, n) => n),
  () => Array.from({ length: 600 }, (_, n) => `post_${n}`),
]

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = "deep"
  for (let level = 0; level < depth; level += 1) value = wrap(value)
  return value
}

/** Lists in lists, as deep as asked for. */
export function nestedLists(depth: number): object {
  let block: object = { type: "paragraph", content: [{ type: "text", text: "deep", marks: [{ type: "bold" }] }] }
  for (let level = 0; level < depth; level += 1)
    block = { type: "bulletList", content: [{ type: "listItem", content: [block] }] }
  return block
}

/** The same value with something hostile in one place of it: a leaf, a branch, a key, or the whole. */
export function spoil(value: unknown, random: Random): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.08)) return hostileValue(random)
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.1)) return [...value, hostileValue(random)]
    const at = random.int(value.length)
    return value.map((each, n) => (n === at ? spoil(each, random) : each))
  }
  const entries = Object.entries(value)
  if (entries.length === 0 || random.chance(0.1))
    return Object.fromEntries([...entries, [random.pick(HOSTILE_TEXT).slice(0, 100), hostileValue(random)]])
  const at = random.int(entries.length)
  if (random.chance(0.05)) return Object.fromEntries(entries.filter((_, n) => n !== at))
  return Object.fromEntries(entries.map(([key, each], n) => [key, n === at ? spoil(each, random) : each]))
}
