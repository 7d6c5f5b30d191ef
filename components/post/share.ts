/*
 * Answers the "Share" links of every post below a root, also of posts that come later: with the device's own sharing
 * where there is one, else by copying the address.
 */

export type Shared = "copied" | "failed"

/** Starts to listen; returns how to stop. Tells what became of a copied link; the device tells of its own sharing. */
export function listenForShares(root: HTMLElement, onShared: (shared: Shared) => void): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-share]") : null
    // A new tab or a download is what the reader asked for.
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void share(link).then((shared) => shared && onShared(shared))
  }
  root.addEventListener("click", onClick)
  return () => root.removeEventListener("click", onClick)
}

async function share(link: HTMLAnchorElement): Promise<Shared | null> {
  const { href: url } = link
  try {
    if (typeof navigator.share === "function") {
      await navigator.share({ title: link.dataset.share || document.title, url })
      return null
    }
    await navigator.clipboard.writeText(url)
    return "copied"
  } catch (error) {
    // Closing the device's dialogue is a decision, not a failure.
    return error instanceof DOMException && error.name === "AbortError" ? null : "failed"
  }
}
