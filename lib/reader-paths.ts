/** A tag as it stands in addresses: however it is spelled, it is one. */
export function tagKey(tag: string): string {
  return tag.normalize("NFC").toLowerCase()
}

/** Whether a tag can be an address of its own: "." and ".." would name another page. */
export function canBeTag(tag: string): boolean {
  return /[\p{L}\p{N}\p{S}]/u.test(tag)
}

/** Addresses of what readers' pages know of: apart from those of the desk, which no reader has to load. */
export const readerPaths = {
  front: () => "/",
  blog: (slug: string) => `/${slug}`,
  /** The post first on its page, marked by `:target`. */
  permalink: (slug: string, postId: string) => `/${slug}/${postId}#${postId}`,
  /** The search within a blog; with words, what it finds; `before` a post, the older ones. */
  search: (slug: string, words = "", before?: string) =>
    `/${slug}?${new URLSearchParams({ q: words, ...(before ? { before } : {}) })}`,
  /** The updates with a tag, newest first; with a post, that one and older ones. */
  tag: (slug: string, tag: string, postId?: string) =>
    `/${slug}/tag/${encodeURIComponent(tagKey(tag))}${postId ? `/${postId}` : ""}`,
  media: (mediaId: string, width: number, format: "webp" | "jpg") => `/media/${mediaId}/${width}.${format}`,
  changes: (slug: string) => `/api/blogs/${slug}/changes`,
  stream: (slug: string) => `/api/blogs/${slug}/stream`,
  seen: (slug: string) => `/api/blogs/${slug}/seen`,
  socket: (slug: string) => `/ws/channel/${slug}/`,
}
