import { fillBlog } from "./fill-blog"
import { cpuMilliseconds } from "./process-stats"
import { startApp, startLiveServer } from "./subject"
import { startWorker } from "./worker"

const s =
  process.argv[2] === "app"
    ? await startApp(process.argv[3] ? { NODE_OPTIONS: process.argv[3] } : {})
    : await startLiveServer(process.argv[3] ? { NODE_OPTIONS: process.argv[3] } : {})
const bare = startWorker("./load/bare-server.ts"),
  load = startWorker("./load/polls.ts")
const bp = await bare.call<number>("listen")
const b = await fillBlog("x", 50)
for (const [m, path] of [
  ["GET", `/api/blogs/x/changes?epoch=${b.epoch}&after=50`],
  ["GET", `/api/blogs/x/changes?epoch=${b.epoch}&after=49`],
  ["HEAD", "/api/get-updates/x/"],
] as const) {
  const r = await fetch(`http://127.0.0.1:${s.port}${path}`, { method: m })
  await bare.call("answerWith", {
    headers: Object.fromEntries(
      [...r.headers].filter(([n]) => !["date", "connection", "keep-alive", "transfer-encoding"].includes(n)),
    ),
    body: await r.text(),
  })
  const out: Record<string, string[]> = { bare: [], own: [] }
  for (let i = 0; i < Number(process.env.R ?? 8); i++)
    for (const [n, port, pid] of [
      ["bare", bp, bare.pid],
      ["own", s.port, s.pid],
    ] as const) {
      const c = cpuMilliseconds(pid)
      const x = await load.call<{ perSecond: number }>("run", {
        port,
        request: `${m} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: */*\r\n\r\n`,
        connections: 50,
        milliseconds: 1000,
      })
      out[n]?.push(`${Math.round(x.perSecond)}(${(((cpuMilliseconds(pid) - c) * 1000) / x.perSecond).toFixed(1)})`)
    }
  if (process.argv[3]) {
    process.kill(s.pid, "SIGUSR2")
    await load.call("run", {
      port: s.port,
      request: `${m} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${s.port}\r\nAccept: */*\r\n\r\n`,
      connections: 50,
      milliseconds: 3000,
    })
    process.kill(s.pid, "SIGUSR2")
    await new Promise((r) => setTimeout(r, 2000))
    break
  }
  console.log(m, path.slice(0, 30), out)
}
await load.stop()
await bare.stop()
await s.stop()
process.exit(0)
