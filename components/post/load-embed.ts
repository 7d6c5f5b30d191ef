import { localItems } from "@/lib/local-storage"
import { EMBED_CHOICES } from "./embed-choices"

/*
 * What a "Load ..." button brings. The iframe goes into a slot that React draws empty and never looks into,
 * so a post can be edited around a running player.
 */

const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms"
const WAITING = "[data-embed]:not([data-embed-loaded])"

/** Providers whose content this reader wants to see without being asked. */
function readChoices(): string[] {
  const known = localItems.readJson(EMBED_CHOICES)
  return Array.isArray(known) ? known.filter((name) => typeof name === "string") : []
}

function choose(provider: string, always: boolean): void {
  const others = readChoices().filter((each) => each !== provider)
  const chosen = always ? [...others, provider] : others
  if (chosen.length > 0) localItems.write(EMBED_CHOICES, JSON.stringify(chosen))
  else localItems.remove(EMBED_CHOICES)
}

/** Loads what the reader asked for; a tick beside the button asks for all of this provider, from now on. */
export function loadAsked(figure: HTMLElement): void {
  const isAlways = figure.querySelector<HTMLInputElement>("[data-embed-always]")?.checked === true
  if (isAlways) choose(figure.dataset.embedProvider ?? "", true)
  loadEmbed(figure, { asked: true, always: isAlways })
}

/** From the next page on, the provider's content waits for a click again. */
export function stopShowing(figure: HTMLElement, root: HTMLElement): void {
  const provider = figure.dataset.embedProvider ?? ""
  choose(provider, false)
  for (const each of root.querySelectorAll<HTMLElement>("[data-embed-always-on]"))
    if (each.dataset.embedProvider === provider) delete each.dataset.embedAlwaysOn
}

/**
 * Loads the players of the providers that this reader chose, now and as posts arrive, when they come near the
 * screen from below: what grows moves nothing that is in view.
 */
export function loadChosen(root: HTMLElement): () => void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, boundingClientRect, target } of entries) {
        if (!isIntersecting || boundingClientRect.top < 0 || !(target instanceof HTMLElement)) continue
        near.unobserve(target)
        if (readChoices().includes(target.dataset.embedProvider ?? ""))
          loadEmbed(target, { asked: false, always: true })
      }
    },
    { rootMargin: "0px 0px 400px 0px" },
  )
  const watch = () => {
    for (const figure of root.querySelectorAll(WAITING)) near.observe(figure)
  }
  const arrivals = new MutationObserver(watch)
  arrivals.observe(root, { childList: true, subtree: true })
  watch()
  return () => {
    arrivals.disconnect()
    near.disconnect()
  }
}

/** Puts the player into its place. */
function loadEmbed(figure: HTMLElement, { asked, always }: { asked: boolean; always: boolean }): void {
  const { embed: src, embedTitle = "" } = figure.dataset
  const slot = figure.querySelector<HTMLElement>("[data-embed-slot]")
  const ask = figure.querySelector<HTMLElement>("[data-embed-ask]")
  if (!src || !slot || !ask || slot.firstChild) return
  const frame = document.createElement("iframe")
  frame.setAttribute("sandbox", SANDBOX)
  frame.allow = "encrypted-media; fullscreen; picture-in-picture"
  frame.referrerPolicy = "strict-origin-when-cross-origin"
  frame.title = embedTitle
  frame.className = "block size-full border-0"
  frame.src = src.replace("{host}", location.hostname)
  figure.dataset.embedLoaded = ""
  if (always) figure.dataset.embedAlwaysOn = ""
  slot.append(frame)
  slot.style.display = "block"
  ask.style.display = "none"
  // The button that had the focus is gone; without this a keyboard user would start again at the top of the page.
  if (asked) frame.focus()
}
