/** What a player shows, for its button. */
export const EMBED_LABELS = ["video", "post", "audio", "chart", "map"] as const
export type EmbedLabel = (typeof EMBED_LABELS)[number]
