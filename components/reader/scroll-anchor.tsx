import { Component, type ReactNode } from "react"

const GLIDE_MS = 300

/**
 * Lets the timeline glide to its new place instead of jumping there, for a reader who watches its top while posts come in
 * above. It only moves what is drawn, so nothing waits for it, and a second arrival adds to the first.
 */
function animateShift(timeline: Element, distance: number): void {
  if (distance <= 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return
  timeline.animate([{ transform: `translateY(${-distance}px)` }, { transform: "none" }], {
    duration: GLIDE_MS,
    easing: "ease-out",
    composite: "add",
  })
}

/**
 * What posts may do when the page changes: `stay` where the reader reads them; `glide` down, under one who watches the top;
 * `jump`, when that is what the reader asked for.
 */
export type Movement = "stay" | "glide" | "jump"

type Props = {
  /** Asked before each change. */
  howToMove: () => Movement
  children: ReactNode
}
/** Part of the screen's height, from the top. */
const READING_LINE = 0.3
const TIMELINE = "[data-timeline]"

type Places = { movement: "stay" | "glide"; posts: { element: Element; top: number }[] }

/**
 * Keeps the post that is being read where it is while posts above it come, change or go. A class, because only a class is
 * asked right before React touches the document, whatever caused the change. Browsers do this too, but not Safari, and not
 * for every kind of change; `overflow-anchor: none` keeps those that do from correcting twice.
 */
export class ScrollAnchor extends Component<Props> {
  override getSnapshotBeforeUpdate(): Places | null {
    const movement = this.props.howToMove()
    if (movement === "jump") return null
    return { movement, posts: movement === "stay" ? articlesBeingRead() : articlesOfTimeline() }
  }

  override componentDidUpdate(_props: Props, _state: unknown, before: Places | null) {
    // The first that is still there: the one being read may be the one that was removed.
    const anchor = before?.posts.find(({ element }) => element.isConnected)
    if (!before || !anchor) return
    const moved = anchor.element.getBoundingClientRect().top - anchor.top
    if (before.movement === "stay") {
      if (moved !== 0) window.scrollBy({ top: moved, behavior: "instant" })
    } else {
      const timeline = anchor.element.closest(TIMELINE)
      if (timeline) animateShift(timeline, moved)
    }
  }

  override render() {
    return <div className="[overflow-anchor:none]">{this.props.children}</div>
  }
}

function articlesOfTimeline(): Places["posts"] {
  const articles = [...document.querySelectorAll(`${TIMELINE} article`)]
  return articles.map((element) => ({ element, top: element.getBoundingClientRect().top }))
}

/**
 * The article at the line where eyes rest, then those after it; at the end of the page, the last one. None while the
 * reader is above all of them: then what they read moves only if it is held by nothing.
 */
function articlesBeingRead(): Places["posts"] {
  const articles = [...document.querySelectorAll("article")].map((element) => ({
    element,
    rect: element.getBoundingClientRect(),
  }))
  const line = window.innerHeight * READING_LINE
  const here = articles.filter(({ rect }) => rect.bottom > line)
  if (here[0] && here[0].rect.top >= window.innerHeight) return []
  return (here.length > 0 ? here : articles.slice(-1)).map(({ element, rect }) => ({ element, top: rect.top }))
}
