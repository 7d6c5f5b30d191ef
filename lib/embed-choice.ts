/** What the address of an embed chooses: `?limit=5&theme=dark&view=latest`, or `?post=<id>`. */
export type EmbedChoice = {
  /** Updates shown at most. */
  limit: number
  theme: "light" | "dark" | "auto"
  /** Whole updates, or a list of the newest headlines. */
  view: "feed" | "latest"
  /** One update alone. */
  post: string | null
}

const LIMITS: Record<EmbedChoice["view"], number> = { feed: 10, latest: 3 }
const MAX_LIMIT = 20

/** What a query chooses; what means nothing chooses nothing, so that equal embeds have equal addresses. */
export function parseEmbedChoice(query: Record<string, string | string[] | undefined>): EmbedChoice {
  const { theme, limit, post } = query
  const view = query.view === "latest" ? "latest" : "feed"
  const isLimit = typeof limit === "string" && /^[1-9]\d?$/.test(limit)
  return {
    limit: isLimit ? Math.min(Number(limit), MAX_LIMIT) : LIMITS[view],
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    view,
    post: typeof post === "string" && /^post_[a-z0-9]{1,60}$/.test(post) ? post : null,
  }
}

/** The query of an embed, with what is not the default alone. */
export function embedQuery({ limit, theme, view, post }: Partial<EmbedChoice>): string {
  const query = new URLSearchParams({
    ...(post ? { post } : {}),
    ...(view === "latest" ? { view } : {}),
    ...(limit && limit !== LIMITS[view ?? "feed"] ? { limit: String(limit) } : {}),
    ...(theme && theme !== "auto" ? { theme } : {}),
  })
  return query.size > 0 ? `?${query}` : ""
}
