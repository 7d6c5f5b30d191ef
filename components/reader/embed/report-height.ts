/** What the frame tells the page around it; `running-story.ts` reads it there. */
export type HeightMessage = { type: "running-story:height"; height: number }

/** Tells the page around the frame how high the embed is, whenever that changes. Returns how to stop. */
export function reportHeight(root: HTMLElement): () => void {
  if (window.parent === window) return () => {}
  // WordPress names a frame of oEmbed so, and listens for its height.
  const secret = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret")
  let reported = 0
  const report = () => {
    const height = Math.ceil(root.getBoundingClientRect().height)
    if (height === reported || height === 0) return
    reported = height
    const message: HeightMessage = { type: "running-story:height", height }
    // For every page: the frame only loads where the blog may be embedded, and a height is no secret.
    window.parent.postMessage(message, "*")
    if (secret) window.parent.postMessage({ message: "height", value: height, secret }, "*")
  }
  const observer = new ResizeObserver(report)
  observer.observe(root)
  return () => observer.disconnect()
}
