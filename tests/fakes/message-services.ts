import sharp from "sharp"
import { type Site, startSite } from "./web"

/**
 * The services of Telegram and Slack as far as receivers ask them: files, names, webhooks. Photos have the color of their
 * id, so that each is a picture of its own; `/broken` ones are none, and `lateFiles` fails so often first.
 */
export async function startMessageServices(): Promise<Site & { asked: string[]; failing: { files: number } }> {
  const asked: string[] = []
  const failing = { files: 0 }
  const draw = (id: string) => {
    const red = [...id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 256, 7)
    return sharp({ create: { width: 400, height: 300, channels: 3, background: { r: red, g: 90, b: 120 } } })
      .png()
      .toBuffer()
  }
  const site = await startSite((path, answer) => {
    asked.push(path)
    const { pathname, searchParams } = new URL(path, "http://localhost")
    const say = (body: object) =>
      answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body))
    const id = searchParams.get("file_id") ?? pathname.split("/").at(-1) ?? ""
    if (pathname.endsWith("/getFile")) say({ ok: true, result: { file_id: id, file_path: `photos/${id}` } })
    else if (pathname.endsWith("/setWebhook")) say({ ok: true, result: true })
    else if (pathname.endsWith("/users.info")) {
      say({ ok: true, user: { profile: { display_name: "", real_name: `Name of ${searchParams.get("user")}` } } })
    } else if (failing.files > 0) {
      failing.files -= 1
      answer.destroy()
    } else if (id.startsWith("broken")) answer.writeHead(200, { "content-type": "image/png" }).end("no picture")
    else void draw(id).then((png) => answer.writeHead(200, { "content-type": "application/octet-stream" }).end(png))
  })
  return { ...site, asked, failing }
}
