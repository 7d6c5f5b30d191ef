import type { HeightMessage } from "./report-height"

/*
 * `<running-story src="https://live.example.org/election-night">` for pages of other sites: a frame that is made when it
 * comes near the window, as high as what is in it. Served as /embed.js; in it is nothing but this file.
 */

const CHOICES = ["limit", "theme", "view", "post"]
const RESERVED_HEIGHT = 480
const MAX_HEIGHT = 30_000
const NEAR = "600px 0px"
/** A frame that says nothing is loaded again after so long, then after twice as long, and so on. */
const PATIENCE_MS = 15_000
const MAX_RELOADS = 5

class RunningStory extends HTMLElement {
  static observedAttributes = ["src", ...CHOICES]
  #frame: HTMLIFrameElement | null = null
  #origin = ""
  #observer: IntersectionObserver | null = null
  #timer = 0
  readonly #root = this.attachShadow({ mode: "open" })

  connectedCallback() {
    // The room is there before the frame is: nothing below moves when it comes.
    this.style.display ||= "block"
    this.style.minHeight ||= `${Number(this.getAttribute("height")) || RESERVED_HEIGHT}px`
    // What stands inside the element, such as a link, is what is shown until the frame is there.
    this.#root.replaceChildren(document.createElement("slot"))
    addEventListener("message", this.#onMessage)
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        this.#observer?.disconnect()
        this.#load()
      },
      { rootMargin: NEAR },
    )
    this.#observer.observe(this)
  }

  disconnectedCallback() {
    removeEventListener("message", this.#onMessage)
    clearTimeout(this.#timer)
    this.#observer?.disconnect()
    this.#frame?.remove()
    this.#frame = null
  }

  attributeChangedCallback() {
    if (this.#frame) this.#load()
  }

  #load() {
    const address = toEmbedAddress(this)
    if (!address) return
    this.#origin = address.origin
    const frame = document.createElement("iframe")
    frame.title = this.getAttribute("title") || "Live blog"
    frame.style.cssText = `display:block;width:100%;height:${this.style.minHeight};border:0;color-scheme:normal`
    frame.allow = "fullscreen; picture-in-picture; encrypted-media"
    frame.src = address.href
    this.#frame?.remove()
    this.#frame = frame
    this.#root.append(frame)
    this.#reloadUnlessHeard(frame, 0)
  }

  #reloadUnlessHeard(frame: HTMLIFrameElement, reloads: number) {
    clearTimeout(this.#timer)
    if (reloads >= MAX_RELOADS) return
    this.#timer = window.setTimeout(
      () => {
        // Another value of the same address loads it again.
        frame.src = `${frame.src}`
        this.#reloadUnlessHeard(frame, reloads + 1)
      },
      PATIENCE_MS * 2 ** reloads,
    )
  }

  readonly #onMessage = ({ source, origin, data }: MessageEvent) => {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#origin || !isHeight(data)) return
    clearTimeout(this.#timer)
    const height = `${Math.min(Math.max(data.height, 40), MAX_HEIGHT)}px`
    this.#frame.style.height = height
    this.style.minHeight = height
    this.#root.querySelector("slot")?.remove()
  }
}

function toEmbedAddress(element: HTMLElement): URL | null {
  const src = element.getAttribute("src") ?? ""
  if (!URL.canParse(src)) return null
  const address = new URL(src)
  if (!/^https?:$/.test(address.protocol)) return null
  // Also the address of one update.
  const [slug = "", post] = address.pathname.split("/").filter(Boolean)
  address.pathname = `/${slug}/embed`
  address.hash = ""
  if (post?.startsWith("post_")) address.searchParams.set("post", post)
  for (const name of CHOICES) {
    const value = element.getAttribute(name)
    if (value) address.searchParams.set(name, value)
  }
  return address
}

function isHeight(data: unknown): data is HeightMessage {
  const { type, height } = (data ?? {}) as Partial<HeightMessage>
  return type === "running-story:height" && Number.isFinite(height)
}

if (!customElements.get("running-story")) customElements.define("running-story", RunningStory)
