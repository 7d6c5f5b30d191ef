import { hydrateLive } from "@/components/reader/hydrate-live"
import { type EmbedData, EmbedFeed } from "./embed-feed"

/* The whole script of an embed, as `hydrate.tsx` is that of a page. */

hydrateLive<EmbedData>((data) => <EmbedFeed {...data} />, `${location.pathname}${location.search}`)
