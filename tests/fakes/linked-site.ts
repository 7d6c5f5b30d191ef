import sharp from "sharp"
import { type Site, startSite } from "./web"

const PAGE = `<!doctype html><html lang="en"><head><title>Storm surge | Example Weather</title>
  <meta property="og:title" content="How a storm surge works">
  <meta property="og:description" content="Wind pushes the water into the bay, and it cannot leave.">
  <meta property="og:site_name" content="Example Weather"><meta property="og:image" content="/surge.jpg">`

/** Another site, that editors link to: a page that says what it is, its picture, and a page that says nothing. */
export async function startLinkedSite(): Promise<Site> {
  const picture = await sharp({ create: { width: 1200, height: 630, channels: 3, background: "#1d6fa5" } })
    .jpeg()
    .toBuffer()
  return startSite((path, answer) => {
    if (path === "/surge.jpg") answer.writeHead(200, { "content-type": "image/jpeg" }).end(picture)
    else answer.writeHead(200, { "content-type": "text/html" }).end(path === "/surge" ? PAGE : "<p>Nothing here")
  })
}
