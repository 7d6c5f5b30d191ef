/** Markup with which other sites show a blog. */

type Frame = { address: string; title: string; width?: string; height?: number }

/** A frame, where scripts of others are not allowed. */
export function toEmbedFrame({ address, title, width = "100%", height = 600 }: Frame): string {
  return `<iframe src="${escapeAttribute(address)}" title="${escapeAttribute(title)}" width="${width}" height="${height}" loading="lazy" style="border:0"></iframe>`
}

/** Our element, as high as what is in it; the link inside is for readers without scripts. */
export function toEmbedElement({ address, title, script }: { address: string; title: string; script: string }): string {
  const src = escapeAttribute(address)
  return `<script async src="${escapeAttribute(script)}"></script>\n<running-story src="${src}"><a href="${src}">${escapeAttribute(title)}</a></running-story>`
}

function escapeAttribute(text: string): string {
  return text.replaceAll(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
