import type { Shared } from "./share"

/**
 * Answers the "Load ..." buttons and "Share" links of every post below a root, also of posts that come later. What does the
 * work is loaded when it is first asked for. Returns how to stop.
 */
export function answerClicks(root: HTMLElement, onShared: (shared: Shared) => void = ignore): () => void {
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const figure = event.target.closest("[data-embed-load]")?.closest<HTMLElement>("[data-embed]")
    if (figure) import("./load-embed").then(({ loadEmbed }) => loadEmbed(figure), ignore)
    const link = event.target.closest<HTMLAnchorElement>("a[data-share]")
    // A new tab or a download is what the reader asked for.
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const fail = () => onShared("failed")
    import("./share").then(({ share }) => share(link)).then((shared) => shared && onShared(shared), fail)
  }
  root.addEventListener("click", onClick)
  return () => root.removeEventListener("click", onClick)
}

// Without a connection a player could not be loaded either; the button stays.
function ignore() {}
