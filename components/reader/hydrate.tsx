import { hydrateLive } from "./hydrate-live"
import { LiveFeed } from "./live-feed"

/*
 * The whole script of a reader's page: takes over the live part that the server rendered, and nothing else. Built with
 * Preact in place of React (scripts/lib/build-reader-script.ts); our own server sends it instead of Next's scripts.
 */

hydrateLive((data) => <LiveFeed {...data} />, location.pathname)
