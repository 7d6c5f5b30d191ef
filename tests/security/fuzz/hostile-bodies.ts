import { gzipSync } from "node:zlib"
import type { Random } from "./random"
import type { Target } from "./targets"

/** What becomes of a body. */
export const BODIES: readonly ((body: Buffer, random: Random) => Buffer)[] = [
  () => Buffer.alloc(0),
  (body) => body.subarray(0, Math.floor(body.length / 2)),
  (body) => Buffer.concat([Buffer.from("\ufeff"), body]),
  (body) => Buffer.concat([body, body]),
  (body) => gzipSync(body),
  (body) => Buffer.from(body.toString("utf8"), "utf16le"),
  () => Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x80]),
  () => Buffer.from("null"),
  () => Buffer.from("5"),
  () => Buffer.from('"text"'),
  () => Buffer.from("[]"),
  () => Buffer.from("{}"),
  () => Buffer.from("[1,2,3]"),
  () => Buffer.from('{"length":1000000000}'),
  () => Buffer.from(`[${"1,".repeat(1_500)}1]`),
  (_, random) => Buffer.from(`["$${random.pick(REFERENCES)}"]`),
  (_, random) => Buffer.from(`[{"blogId":"$${random.pick(REFERENCES)}","postId":"$${random.pick(REFERENCES)}"}]`),
  () => Buffer.from('["$0"]'),
  () => Buffer.from('[{"post":"$0:0","blogId":"$0:0:post"}]'),
  () => Buffer.from("[".repeat(20_000)),
  () => Buffer.from(`${"[".repeat(20_000)}${"]".repeat(20_000)}`),
  () => Buffer.from(`{"a":${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}}`),
  (body) => Buffer.from(body.toString("utf8").replace(/:"[^"]*"/, ':"\\ud800\\u0000"')),
  (body) => Buffer.from(body.toString("utf8").replace(/:[^,}]*/, ":1e999")),
  (body) => Buffer.from(body.toString("utf8").replace("{", '{"__proto__":{"a":1},"constructor":{"prototype":1},')),
  (body) => Buffer.from(body.toString("utf8").replace(/\{("[^"]+":)/, "{$1null,$1")),
  () => Buffer.from(`{"text":"${"x".repeat(600_000)}"}`),
  () => Buffer.from(`["${"x".repeat(2_200_000)}"]`),
  () =>
    Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nnot a picture\r\n--x--\r\n',
    ),
  () => Buffer.from('--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n[{}'),
  () => Buffer.from('--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x--\r\n'),
  () => Buffer.from('--x\r\nContent-Disposition: form-data; name="$ACTION_ID_00"\r\n\r\n\r\n--x--\r\n'),
]

/** What React's own format of arguments makes of text that begins with a dollar sign. */
const REFERENCES =
  "F1 K1 @1 n12x Dx 5 0 0:0 0:9:x 1:__proto__:x undefined NaN S1 Q1 W1 i1 B1 R1 r1 T T1 L1 h1 P E1 A1 $".split(" ")

/** Bytes that are no request, or not quite one. */
export const NOT_HTTP: readonly ((target: Target, host: string) => string)[] = [
  () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  () => "HELLO\r\n\r\n",
  () => "\r\n\r\n\r\n",
  () => "\x00".repeat(100),
  () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ({ method, path }) => `${method} ${path}\r\n\r\n`,
  ({ method, path }) => `${method} ${path} HTTP/9.9\r\nhost: x\r\n\r\n`,
  ({ method, path }) => `${method} ${path} HTTP/1.0\r\n\r\n`,
  ({ method, path }) => `${method} ${path} HTTP/1.1\r\n\r\n`,
  ({ method, path }, host) => `${method} ${path} HTTP/1.1\nhost: ${host}\n\n`,
  ({ method, path }, host) => `${method}  ${path}  HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
  ({ method, path }, host) => `${method} ${path} HTTP/1.1\r\nhost : ${host}\r\n\r\n`,
  ({ method, path }, host) => `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n folded: yes\r\n\r\n`,
  ({ method, path }, host) => `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nhost: evil.example\r\n\r\n`,
  ({ method, path }, host) => `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\na\x00b: c\r\n\r\n`,
  ({ method, path }, host) => `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nx: ${"a".repeat(30_000)}\r\n\r\n`,
  ({ path }, host) => `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n\r\nGARBAGE\r\n\r\n`,
  ({ path }, host) => `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n\r\nFOO / HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
  ({ path }, host) =>
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  (_, host) => `OPTIONS * HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
  (_, host) => `GET * HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
  () => "CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example:443\r\n\r\n",
  (_, host) => `CONNECT / HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
]
