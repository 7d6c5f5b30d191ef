/** A tag as it stands in addresses: however it is spelled, it is one. */
export function tagKey(tag: string): string {
  return tag.normalize("NFC").toLowerCase()
}

/** Addresses of what readers' pages know of: apart from those of the desk, which no reader has to load. */
export const readerPaths = {
  front: () => "/",
  blog: (slug: string) => `/${slug}`,
  /** The page that holds a post. The address never changes meaning, however many posts come and go. */
  page: (slug: string, postId: string) => `/${slug}/${postId}`,
  /** The post itself: the page that holds it, scrolled to it and marked by `:target`. */
  permalink: (slug: string, postId: string) => `/${slug}/${postId}#${postId}`,
  /** The search within a blog; with words, what it finds; `before` a post, the older ones. */
  search: (slug: string, words = "", before?: string) =>
    `/${slug}?${new URLSearchParams({ q: words, ...(before ? { before } : {}) })}`,
  /** The updates with a tag, newest first; with a post, that one and older ones. */
  tag: (slug: string, tag: string, postId?: string) =>
    `/${slug}/tag/${encodeURIComponent(tagKey(tag))}${postId ? `/${postId}` : ""}`,
  /** The blog's newest updates for feed readers, or of these only those with a tag, or the key events. */
  feed: (slug: string, format: "rss" | "atom" | "json", choice: { only?: "key-events"; tag?: string } = {}) => {
    const query = new URLSearchParams({ ...choice, ...(choice.tag ? { tag: tagKey(choice.tag) } : {}) })
    return `/${slug}/feed.${format}${query.size > 0 ? `?${query}` : ""}`
  },
  /** The picture that stands for a blog where its address is shared. A new version is a new address: caches keep the old. */
  blogCard: (slug: string, version: number) => `/${slug}/card.png?v=${version}`,
  postCard: (slug: string, postId: string, version: number) => `/${slug}/${postId}/card.png?v=${version}`,
  media: (mediaId: string, width: number, format: "webp" | "jpg") => `/media/${mediaId}/${width}.${format}`,
  changes: (slug: string) => `/api/blogs/${slug}/changes`,
  stream: (slug: string) => `/api/blogs/${slug}/stream`,
  seen: (slug: string) => `/api/blogs/${slug}/seen`,
  socket: (slug: string) => `/ws/channel/${slug}/`,
  /** A draft blog as readers will see it, for who has the secret; with a post, the page that holds it. */
  rehearsal: (token: string, postId?: string) => `/rehearsal/${token}${postId ? `/${postId}` : ""}`,
  rehearsalChanges: (token: string) => `/api/rehearsal/${token}/changes`,
}
