export type Shared = "copied" | "failed"

/**
 * Shares the address of a link by the device's own way where there is one, else copies it. Says what became of a copy;
 * the device tells of its own sharing.
 */
export async function share(link: HTMLAnchorElement): Promise<Shared | null> {
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
