/*
 * Names under which processes tell each other by NOTIFY what neither the live pages nor a save is about. Payloads are
 * ids, never words.
 */

/** Who is at which desk; payload as in `lib/collaboration/presence.ts`. Kept nowhere. */
export const PRESENCE_CHANNEL = "presence"
/** Accounts whose rights or sessions changed; payload `<userId>`. */
export const PEOPLE_CHANNEL = "people"
/** The site's settings changed; no payload. */
export const SITE_CHANNEL = "site"
/** A Pusher service fails to be told of a blog's changes, or no longer does; payload `<blogId>`. */
export const PUSH_CHANNEL = "push"
