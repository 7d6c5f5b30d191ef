import { type ChildProcess, spawn } from "node:child_process"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { get } from "node:http"
import os from "node:os"
import path from "node:path"
import sharp from "sharp"
import { findCacheServer } from "../lib/find-cache-server"
import { findFreePort } from "../lib/start-product"
import { fillBlog } from "./fill-blog"
import type { VisitResult, VisitRun } from "./load/visitors"
import { startWorker, type Worker } from "./load-worker"
import { median, printTable } from "./statistics"
import { type Subject, startApp } from "./subject"

const VISITORS = 16
const ROUNDS = 5
const ROUND_MS = 3_000
const POSTS = 50
const MIN_RATIO = 0.8
const MIN_PER_SECOND = 600
/** What a page names as its own parts: styles, scripts, fonts, pictures. */
const PARTS = /(?:href|src)="(\/(?:_next\/static|media)\/[^"]+)"/g
const FONTS = /url\((\/_next\/static\/media\/[^)]+\.woff2)\)/g
const FONT_COUNT = 2

/**
 * First visits: the page, its styles, scripts, two fonts and a picture, over one new connection each, from one process of
 * ours and from one nginx worker that serves the same bytes from files, in turn.
 */
export async function benchFirstVisit(): Promise<boolean> {
  const subject = await startApp()
  const load = startWorker("./load/visitors.ts")
  const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-first-visit-"))
  const nginxPort = await findFreePort()
  let nginx: ChildProcess | undefined
  try {
    const { slug } = await fillBlog("bench-first-visit", POSTS)
    const addresses = [`/${slug}`, ...(await listParts(subject, slug)), await uploadPicture(subject)]
    nginx = await startNginx(folder, nginxPort, subject, addresses)
    return await compare(load, { nginx: nginxPort, ours: subject.port }, addresses)
  } finally {
    nginx?.kill("SIGQUIT")
    await load.stop()
    await subject.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function compare(load: Worker, ports: Record<"nginx" | "ours", number>, addresses: string[]): Promise<boolean> {
  const rounds: Record<keyof typeof ports, VisitResult[]> = { nginx: [], ours: [] }
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const name of ["nginx", "ours"] as const) {
      const run: VisitRun = { port: ports[name], addresses, visitors: VISITORS, milliseconds: ROUND_MS }
      const result = await load.call<VisitResult>("run", run)
      // The first round only warms up.
      if (round >= 0) rounds[name].push(result)
    }
  }
  const middle = (name: keyof typeof ports, of: keyof VisitResult) => median(rounds[name].map((result) => result[of]))
  const row = (name: keyof typeof ports, words: string) => [
    words,
    middle(name, "perSecond").toFixed(0),
    (middle(name, "perSecond") / middle("nginx", "perSecond")).toFixed(2),
    `${middle(name, "p50").toFixed(1)}, ${middle(name, "p99").toFixed(1)}`,
    String(middle(name, "bytes")),
  ]
  const title = `first visit (${addresses.length} files)`
  printTable([title, "per second", "of nginx", "p50, p99 (ms)", "bytes"], [row("nginx", "nginx"), row("ours", "ours")])
  const speed = middle("ours", "perSecond")
  const holds = speed >= MIN_RATIO * middle("nginx", "perSecond") && speed >= MIN_PER_SECOND
  const bar = `${MIN_RATIO} of nginx and ${MIN_PER_SECOND} a second`
  console.log(holds ? `At least ${bar}.` : `NOT ${bar}.`)
  return holds
}

/** Addresses of everything that a browser loads with the page. */
async function listParts({ port }: Subject, slug: string): Promise<string[]> {
  const read = async (address: string) => (await fetch(`http://127.0.0.1:${port}${address}`)).text()
  const page = await read(`/${slug}`)
  const parts = new Set([...page.matchAll(PARTS)].map(([, address]) => address ?? ""))
  const styles = await Promise.all([...parts].filter((part) => part.endsWith(".css")).map(read))
  const fonts = styles.flatMap((style) => [...style.matchAll(FONTS)].map(([, address]) => address ?? ""))
  const preloaded = [...parts].filter((part) => part.endsWith(".woff2")).length
  for (const font of fonts.slice(0, Math.max(0, FONT_COUNT - preloaded))) parts.add(font)
  return [...parts]
}

async function uploadPicture({ port, token }: Subject): Promise<string> {
  const noise = { type: "gaussian", mean: 128, sigma: 20 } as const
  const picture = sharp({ create: { width: 1200, height: 800, channels: 3, background: "#446", noise } })
  const form = new FormData()
  form.set("file", new Blob([new Uint8Array(await picture.jpeg({ quality: 60 }).toBuffer())]), "picture.jpg")
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/media`, { method: "POST", headers, body: form })
  if (response.status !== 201) throw new Error(`The upload was answered ${response.status}.`)
  const { id } = (await response.json()) as { id: string }
  return `/media/${id}/640.webp`
}

/** One nginx worker that serves what we serve, compressed ahead of time, with the same heads. */
async function startNginx(folder: string, port: number, subject: Subject, addresses: string[]): Promise<ChildProcess> {
  const locations: string[] = []
  for (const [index, address] of addresses.entries()) {
    const { headers, body } = await readRaw(subject.port, address)
    const file = path.join(folder, "files", String(index))
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, body)
    const head = ["cache-control", "content-encoding", "vary", "etag"]
      .filter((name) => headers[name])
      .map((name) => `add_header ${name} '${headers[name]}';`)
    const type = headers["content-type"]?.split(";", 1)[0] ?? "application/octet-stream"
    locations.push(`location = ${address} { alias ${file}; default_type ${type}; etag off; ${head.join(" ")} }`)
  }
  const conf = path.join(folder, "nginx.conf")
  await writeFile(
    conf,
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 4096; }
     http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000; open_file_cache max=1000;
       client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
       uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
       server { listen 127.0.0.1:${port} backlog=4096; ${locations.join("\n")} } }`,
  )
  const child = spawn(findCacheServer("nginx"), ["-c", conf, "-p", folder], { stdio: "ignore" })
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (
      await readRaw(port, addresses[0] ?? "/").then(
        ({ status }) => status === 200,
        () => false,
      )
    )
      return child
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error("nginx did not start.")
}

type Raw = { status: number; headers: Record<string, string>; body: Buffer }

function readRaw(port: number, address: string): Promise<Raw> {
  return new Promise((resolve, reject) => {
    get(`http://127.0.0.1:${port}${address}`, { headers: { "accept-encoding": "gzip, br" } }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
      resolve({ status: response.statusCode ?? 0, headers, body: Buffer.concat(chunks) })
    }).on("error", reject)
  })
}
