import { Component, type ReactNode } from "react"

type Props = {
  /** Asked before each change: true while the reader is at the top, where new posts may push the others down. */
  mayMove: () => boolean
  children: ReactNode
}
/** Part of the screen's height, from the top. */
const READING_LINE = 0.3

type Places = { element: Element; top: number }[]

/**
 * Keeps the post that is being read where it is while posts above it come, change or go. A class, because only a class is
 * asked right before React touches the document, whatever caused the change. Browsers do this too, but not Safari, and not
 * for every kind of change; `overflow-anchor: none` keeps those that do from correcting twice.
 */
export class ScrollKeeper extends Component<Props> {
  override getSnapshotBeforeUpdate(): Places | null {
    return this.props.mayMove() ? null : articlesBeingRead()
  }

  override componentDidUpdate(_props: Props, _state: unknown, before: Places | null) {
    // The first that is still there: the one being read may be the one that was removed.
    const anchor = before?.find(({ element }) => element.isConnected)
    if (!anchor) return
    const moved = anchor.element.getBoundingClientRect().top - anchor.top
    if (moved !== 0) window.scrollBy({ top: moved, behavior: "instant" })
  }

  override render() {
    return <div className="[overflow-anchor:none]">{this.props.children}</div>
  }
}

/** The article at the line where eyes rest, then those after it; at the end of the page, the last one. */
function articlesBeingRead(): Places {
  const articles = [...document.querySelectorAll("article")].map((element) => ({
    element,
    rect: element.getBoundingClientRect(),
  }))
  const line = window.innerHeight * READING_LINE
  const here = articles.filter(({ rect }) => rect.bottom > line)
  return (here.length > 0 ? here : articles.slice(-1)).map(({ element, rect }) => ({ element, top: rect.top }))
}
