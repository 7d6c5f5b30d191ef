import type { ServerResponse } from "node:http"
import sharp from "sharp"
import { HOSTILE_HTML } from "./hostile-html"
import { type Site, startSite } from "./web"

const HOSTILE_CHARACTERS = 512 * 1024

const PAGE = `<!doctype html><html lang="en"><head><title>Storm surge | Example Weather</title>
  <meta property="og:title" content="How a storm surge works">
  <meta property="og:description" content="Wind pushes the water into the bay, and it cannot leave.">
  <meta property="og:site_name" content="Example Weather"><meta property="og:image" content="/surge.jpg">`

/**
 * Another site, that editors link to: a page that says what it is, its picture, a page that says whatever its address tells it
 * to say, pages that are written to keep their reader busy (`/busy?with=`), one that says late what it is, and one that says
 * nothing.
 */
export async function startLinkedSite(): Promise<Site> {
  const picture = await sharp({ create: { width: 1200, height: 630, channels: 3, background: "#1d6fa5" } })
    .jpeg()
    .toBuffer()
  return startSite((path, answer) => {
    const { pathname, searchParams } = new URL(path, "http://localhost")
    const says = searchParams.get("says")
    const busy = HOSTILE_HTML[searchParams.get("with") ?? ""]
    if (pathname === "/surge.jpg") answer.writeHead(200, { "content-type": "image/jpeg" }).end(picture)
    else if (pathname === "/hostile" && says) sendPage(answer, drawHostile(says))
    else if (pathname === "/busy" && busy) sendPage(answer, busy(HOSTILE_CHARACTERS))
    else if (pathname === "/late") sendPage(answer, `<head><style>${" ".repeat(64 * 1024)}</style>${PAGE}`)
    else sendPage(answer, pathname === "/surge" ? PAGE : "<p>Nothing here")
  })
}

function sendPage(answer: ServerResponse, html: string): void {
  answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html)
}

/** Says the same words of itself everywhere, as they are and written as attributes are. */
function drawHostile(words: string): string {
  const written = words.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")
  const facts = ["og:title", "og:description", "og:site_name", "twitter:title"]
  const metas = facts.map((name) => `<meta property="${name}" content="${written}">`).join("")
  return `<!doctype html><html><head>${metas}<meta property="og:image" content="${written}"><title>${words}</title>${words}`
}
