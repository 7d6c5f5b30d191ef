import { createServer, type RequestListener, request, type Server } from "node:http"
import { duplexPair } from "node:stream"
import { paths } from "@/lib/paths"
import { siteUrl } from "@/lib/site"
import type { RenderedPage } from "./cached-page"
import { READER_BUNDLE_HEADER, readReaderBundle, withLanguage, withReaderBundle } from "./reader-bundle"

import type { PageRoute } from "./route-match"

const TIMEOUT_MS = 20_000
/** Next's frame for what it draws in the browser: empty without scripts. */
const DRAWN_IN_BROWSER = '<html id="__next_error__"'

/** A whole answer, in memory. */

/**
 * Asks the app inside this process for a page, over a pair of streams instead of the network. Nothing of any reader's
 * request is passed on but the path: no cookie, host, or header of one reader can end up in what others get.
 */
export class PageRenderer {
  private readonly server: Server
  private readonly host = new URL(siteUrl()).host
  private readonly script = readReaderBundle()

  constructor(app: RequestListener) {
    this.server = createServer(app)
  }

  /**
   * A page as readers get it; where there is none, the words for that, drawn here too. Throws when there is no whole answer in
   * time.
   */
  async render({ path, slug }: PageRoute): Promise<RenderedPage> {
    const rendered = await this.ask(path)
    if (!this.script || rendered.status !== 404 || !rendered.body.includes(DRAWN_IN_BROWSER)) return rendered
    const words = await this.ask(paths.notHere(slug ?? ""))
    return words.status === 200 ? { ...words, status: 404 } : rendered
  }

  private ask(path: string): Promise<RenderedPage> {
    return new Promise((resolve, reject) => {
      const wanted = this.script ? READER_BUNDLE_HEADER : {}
      const headers = { host: this.host, accept: "text/html", "accept-encoding": "identity", ...wanted }
      const asked = request({
        path,
        headers,
        timeout: TIMEOUT_MS,
        createConnection: () => this.connect(),
      })
      asked.on("timeout", () => asked.destroy(new Error(`The page ${path} was not rendered in time.`)))
      asked.on("error", reject)
      asked.on("response", (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", reject)
        response.on("end", () => {
          const rendered = {
            status: response.statusCode ?? 500,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }
          const isPage = rendered.headers["content-type"]?.startsWith("text/html")
          const page = isPage ? withLanguage(rendered) : rendered
          resolve(this.script && isPage ? withReaderBundle(page, this.script) : page)
        })
      })
      asked.end()
    })
  }

  private connect() {
    const [ours, theirs] = duplexPair()
    this.server.emit("connection", theirs)
    return ours
  }
}
