/** What a player shows, for its button. */
export const EMBED_KINDS = ["video", "post", "audio", "chart", "map"] as const
export type EmbedKindLabel = (typeof EMBED_KINDS)[number]
