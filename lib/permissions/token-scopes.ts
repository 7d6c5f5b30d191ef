export const TOKEN_SCOPES = ["write", "draft", "read"] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** What tokens of each scope may do, in plain words for the tokens page. */
export const TOKEN_SCOPE_LABELS: Record<TokenScope, { name: string; can: string }> = {
  write: { name: "Publish", can: "Writes, publishes and deletes posts, and changes settings of live blogs." },
  draft: { name: "Drafts only", can: "Writes drafts and submits them. An editor publishes." },
  read: { name: "Read only", can: "Reads live blogs and posts, drafts too. Changes nothing." },
}
