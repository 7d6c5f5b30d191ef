/*
 * What a "Load ..." button brings. The iframe goes into a slot
 * that React draws empty and never looks into, so a post can be edited around a running player.
 */

const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms"

/** Puts the player into its place. */
export function loadEmbed(figure: HTMLElement) {
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
  slot.append(frame)
  slot.style.display = "block"
  ask.style.display = "none"
  // The button that had the focus is gone; without this a keyboard user would start again at the top of the page.
  frame.focus()
}
