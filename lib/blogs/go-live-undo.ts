/** For so long after going live a blog can be taken back as if it never had. */
export const GO_LIVE_UNDO_MS = 10 * 60_000
