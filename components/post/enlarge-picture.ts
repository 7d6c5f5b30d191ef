import { interpolate, type Messages } from "@/lib/i18n/messages"

/*
 * A picture large, over the page. Made by hand and not by React: it belongs to no post, and is loaded when it is first asked
 * for.
 */

const LINKS = "a[data-enlarge]"
/** A finger that moves less far wanted something else. */
const SWIPE_PX = 48

/** Shows the picture of a link, and the others of its post one by one. The focus returns to the link. */
export function enlargePicture(link: HTMLAnchorElement, words: Messages): void {
  const links = [...(link.closest("article") ?? link).querySelectorAll<HTMLAnchorElement>(LINKS)]
  let shown = link
  const dialog = document.createElement("dialog")
  dialog.className = "lightbox"
  const stage = document.createElement("div")
  stage.setAttribute("aria-live", "polite")

  const show = (wanted: HTMLAnchorElement) => {
    shown = wanted
    const place = { number: String(links.indexOf(wanted) + 1), count: String(links.length) }
    const name = links.length > 1 ? interpolate(words.placeOf, place) : ""
    dialog.setAttribute("aria-label", [words.picture, name].filter(Boolean).join(" "))
    stage.replaceChildren(drawLarge(wanted), drawPlace(name))
  }
  const step = (by: number) => {
    const next = links[(links.indexOf(shown) + by + links.length) % links.length]
    if (next && next !== shown) show(next)
  }
  // To the right is forward, but not in Arabic.
  const turn = (right: number) => step(getComputedStyle(dialog).direction === "rtl" ? -right : right)
  const close = () => dialog.close()

  dialog.append(stage, drawButton("lightbox-close", words.close, close))
  if (links.length > 1) {
    dialog.append(drawButton("lightbox-previous", words.previousPicture, () => step(-1)))
    dialog.append(drawButton("lightbox-next", words.nextPicture, () => step(1)))
  }
  dialog.addEventListener("click", ({ target }) => {
    if (target instanceof Element && !target.closest("img, figcaption, button")) close()
  })
  dialog.addEventListener("keydown", (event) => {
    // The page's own keys rest meanwhile.
    event.stopPropagation()
    if (event.key === "ArrowRight") turn(1)
    if (event.key === "ArrowLeft") turn(-1)
  })
  onSwipe(dialog, turn)

  // A picture that is taken back leaves everywhere, also from here.
  const observer = new MutationObserver(() => shown.isConnected || close())
  dialog.addEventListener("close", () => {
    observer.disconnect()
    dialog.remove()
    link.focus({ preventScroll: true })
  })
  show(link)
  document.body.append(dialog)
  observer.observe(document.body, { childList: true, subtree: true })
  dialog.showModal()
}

/** The same picture with its caption, in the width of the window. */
function drawLarge(link: HTMLAnchorElement): Element {
  const figure = document.createElement("figure")
  const picture = link.querySelector("picture")?.cloneNode(true) as HTMLElement | undefined
  const image = picture?.querySelector("img")
  if (!picture || !image) return figure
  for (const each of [image, ...picture.querySelectorAll("source")]) each.sizes = "100vw"
  image.loading = "eager"
  image.className = "lightbox-picture"
  // Definite, so that its place is known before it is there; never larger than it is.
  const [width, height] = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))]
  image.style.cssText = `width: min(100%, ${width}px, calc((100dvh - var(--around)) * ${width / height}))`
  const caption = link.closest("figure")?.querySelector("figcaption")
  figure.append(picture, ...(caption ? [caption.cloneNode(true)] : []))
  return figure
}

/** "2 of 5", at the top. */
function drawPlace(text: string): Element {
  const place = document.createElement("p")
  place.className = "lightbox-place"
  place.textContent = text
  return place
}

function drawButton(className: string, label: string, onClick: () => void): Element {
  const button = document.createElement("button")
  button.type = "button"
  button.setAttribute("aria-label", label)
  button.className = className
  button.addEventListener("click", onClick)
  return button
}

/** Tells of one finger that moves sideways: 1 for what comes in from the right. */
function onSwipe(element: HTMLElement, turn: (right: number) => void) {
  let from: number | null = null
  element.addEventListener(
    "touchstart",
    ({ touches }) => {
      // Somebody who looks closer moves the picture, not to the next one.
      const isZoomed = (window.visualViewport?.scale ?? 1) > 1
      from = touches.length === 1 && !isZoomed ? (touches[0]?.clientX ?? null) : null
    },
    { passive: true },
  )
  element.addEventListener("touchend", ({ changedTouches }) => {
    const moved = from === null ? 0 : (changedTouches[0]?.clientX ?? from) - from
    from = null
    if (Math.abs(moved) > SWIPE_PX) turn(moved < 0 ? 1 : -1)
  })
}
