import type { Messages } from "@/lib/i18n/messages"
import { localItems } from "@/lib/local-storage"
import { EMBED_CHOICES } from "./embed-choices"
import type { Shared } from "./share"

type Options = {
  onShared?: (shared: Shared) => void
  /** For what stands around an enlarged picture; without them its link leads to the file. */
  words?: Messages
  /** In a frame on another site "Share" and pictures are links like others. */
  isFramed?: boolean
}

/**
 * Answers the "Load ..." buttons, the headings that sort a table, the pictures and the "Share" links of every post below a root, also of posts that come later. What does the
 * work is loaded when it is first asked for. Returns how to stop.
 */
export function handlePostClicks(
  root: HTMLElement,
  { onShared = ignore, words, isFramed = false }: Options = {},
): () => void {
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const figure = event.target.closest("[data-embed-load]")?.closest<HTMLElement>("[data-embed]")
    if (figure) import("./load-embed").then(({ loadAsked }) => loadAsked(figure), ignore)
    const shown = event.target.closest("[data-embed-never]")?.closest<HTMLElement>("[data-embed]")
    if (shown) import("./load-embed").then(({ stopShowing }) => stopShowing(shown, root), ignore)
    const heading = event.target.closest("[data-sort]")
    if (heading) import("./sort-table").then(({ sortTable }) => sortTable(heading), ignore)
    const link = event.target.closest<HTMLAnchorElement>("a[data-share], a[data-enlarge]")
    // A new tab or a download is what the reader asked for.
    if (!link || isFramed || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if ("enlarge" in link.dataset) {
      if (!words) return
      event.preventDefault()
      import("./enlarge-picture").then(
        ({ enlargePicture }) => enlargePicture(link, words),
        () => location.assign(link.href),
      )
      return
    }
    event.preventDefault()
    const fail = () => onShared("failed")
    import("./share").then(({ share }) => share(link)).then((shared) => shared && onShared(shared), fail)
  }
  root.addEventListener("click", onClick)
  let stop = ignore
  // Most readers never chose a provider, and load nothing for this.
  if (localItems.read(EMBED_CHOICES))
    import("./load-embed").then(({ loadChosen }) => {
      stop = loadChosen(root)
    }, ignore)
  return () => {
    root.removeEventListener("click", onClick)
    stop()
  }
}

// Without a connection a player could not be loaded either; the button stays.
function ignore() {}
