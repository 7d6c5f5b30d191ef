import { type ChildProcess, spawn } from "node:child_process"
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { findCacheServer } from "../../scripts/lib/find-cache-server"
import { end, findFreePort } from "../../scripts/lib/start-product"

export type Nginx = { url: string; port: number; folder: string; stop: () => Promise<void> }

const START_TIMEOUT_MS = 10_000

/**
 * Runs nginx with a file that we ship, as it is but for where things are: `ports` says which port stands for each of the
 * file's own. TLS ends elsewhere, and what is kept lies in a folder of its own.
 */
export async function startNginx(file: string, ports: Record<number, number>): Promise<Nginx> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-nginx-"))
  // The processes of nginx that answer are not root, and pass through.
  await chmod(folder, 0o755)
  const port = await findFreePort()
  const site = place(await readFile(file, "utf8"), { folder, port, ports })
  await mkdir(path.join(folder, "temporary"))
  await writeFile(path.join(folder, "site.conf"), site)
  await writeFile(path.join(folder, "nginx.conf"), around(folder))
  const child = spawn(findCacheServer("nginx"), ["-p", folder, "-c", path.join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  })
  let words = ""
  child.stderr?.on("data", (chunk: Buffer) => (words += chunk.toString("utf8")))
  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  await waitUntilOpen(url, child, () => words)
  return { url, port, folder, stop }
}

/** The shipped file at its place in a test. Throws when it does not have what is to be replaced. */
function place(site: string, { folder, port, ports }: { folder: string; port: number; ports: Record<number, number> }) {
  let placed = replace(site, /listen 443 ssl[^;]*;/g, `listen 127.0.0.1:${port};`)
  placed = replace(placed, /^\s*ssl_certificate(_key)? [^;]+;\n/gm, "")
  placed = placed.replaceAll("listen 80;", `listen unix:${folder}/redirect.sock;`)
  placed = placed.replaceAll("/var/cache/nginx", folder)
  // In one go: a new port may be another's old one.
  const addresses = new RegExp(`127\\.0\\.0\\.1:(${Object.keys(ports).join("|")})\\b`, "g")
  if (!addresses.test(placed)) throw new Error("The file knows none of these ports.")
  return placed.replace(addresses, (_, own: string) => `127.0.0.1:${ports[Number(own)]}`)
}

function replace(text: string, what: RegExp, by: string): string {
  const replaced = text.replace(what, by)
  if (replaced === text) throw new Error(`The file has no ${what}.`)
  return replaced
}

// What Debian's nginx.conf has around the sites.
function around(folder: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `  ${name}_temp_path ${folder}/temporary/${name};`,
  )
  return `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 2;
worker_rlimit_nofile 20000;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 8192; }
http {
  types { text/html html; }
  default_type application/octet-stream;
  access_log off;
${temporary.join("\n")}
  include ${folder}/site.conf;
}
`
}

/** Waits until a server answers. */
export async function waitUntilOpen(url: string, child: ChildProcess, words: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`It ended while starting:\n${words()}`)
    if (
      await fetch(url, { method: "HEAD" }).then(
        () => true,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`It did not open its port:\n${words()}`)
}
