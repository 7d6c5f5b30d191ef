/** Stands for thousands of headers. */
export const FLOOD = "\u0000flood"
const TREE = encodeURIComponent('["",{"children":["desk",{}]},null,null,16]')

/** Headers that some part of the product reads, with what they may never hold; null: left out. */
export const HEADERS: readonly [name: string, values: readonly (string | null)[]][] = [
  ["host", [null, "", "evil.example", "a b", "x@y:99999", "[::1", "HOST/x", "localhost:abc", "\xe9"]],
  ["origin", [null, "null", "", "garbage", "http://evil.example", "http://HOST.evil.example", "https://HOST"]],
  ["sec-fetch-site", [null, "cross-site", "same-site", "none", "garbage", ""]],
  [
    "cookie",
    [null, "", ";;=;", "running-story-session=%ff%zz", "__proto__=1", "running-story-session=a.b", "\xff=\xfe"],
  ],
  ["authorization", [null, "", "Bearer", "Bearer \xff", "Basic %%%", `Bearer ${"x".repeat(5_000)}`]],
  [
    "content-type",
    [null, "", "text/xml", "application/json; charset=utf-16", "multipart/form-data", "garbage/;;=\xff"],
  ],
  [
    "content-type",
    ["multipart/form-data; boundary=", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"],
  ],
  ["content-encoding", ["gzip", "br", "identity", "x"]],
  ["content-length", ["-1", "1e3", "99999999999999999999", "0x10", "5, 6"]],
  ["transfer-encoding", ["gzip, chunked", "identity", "garbage"]],
  ["expect", ["100-continue", "200-ok"]],
  ["upgrade", ["websocket", "h2c", "foo/2"]],
  ["connection", ["upgrade", "keep-alive, upgrade", "close, host"]],
  ["accept", ["text/x-component", "\xff", "a".repeat(5_000)]],
  ["accept-language", ["x,".repeat(1_000), "\xff", "de-DE-u-co-phonebk;q=x"]],
  ["if-match", ['"99999999999"', "*", '"-1"', 'W/"1"']],
  ["if-none-match", ["*", '"'.repeat(50), "x,".repeat(2_000)]],
  ["idempotency-key", ["", "\xff", "x".repeat(300)]],
  ["last-event-id", ["x", ":", "a:b", "a:99999999999999999999", "\xff:1"]],
  ["range", ["bytes=9-1", "bytes=0-0,1-1,2-2", "lines=1"]],
  ["rsc", ["1", "0"]],
  ["next-router-state-tree", ["%ff", "garbage", "{}", "%5B%5D", "x".repeat(9_000), TREE, `${TREE}, ${TREE}`]],
  ["next-router-prefetch", ["1", "2", "x"]],
  ["next-router-segment-prefetch", ["/_tree", "%ff", "/../.."]],
  ["next-url", ["%ff", "http://evil.example/", "//evil.example"]],
  ["x-forwarded-host", ["evil.example", "a b", "", "HOST, evil.example"]],
  ["x-forwarded-proto", ["https", "javascript", ",,"]],
  ["x-forwarded-for", ["1.2.3.4", "garbage", ",,,", "::ffff:1.2.3.4, 999.1.1.1"]],
  ["x-middleware-subrequest", ["proxy:proxy:proxy:proxy:proxy", "x"]],
  ["x-nextjs-data", ["1"]],
  ["x-action-forwarded", ["1"]],
  ["content-security-policy", ["script-src 'nonce-<script>'", "script-src 'nonce-abc'"]],
  ["x-request-id", ["\xff", "a".repeat(300), "../../x"]],
  ["sec-websocket-version", ["1", "x"]],
  ["sec-websocket-key", ["", "x"]],
  ["sec-websocket-protocol", [",,", "\xff", "running-story.v1, x"]],
  ["x-flood", [FLOOD, "a".repeat(20_000)]],
]
