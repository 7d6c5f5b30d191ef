import { hydrateRoot } from "react-dom/client"
import { LIVE_ROOT, type LiveData, readLiveData } from "./live-data"
import { LiveFeed } from "./live-feed"

/*
 * The whole script of a reader's page: takes over the live part that the server rendered, and nothing else. Built with
 * Preact in place of React (scripts/lib/build-reader-script.ts); our own server sends it instead of Next's scripts.
 */

function start(element: HTMLElement, first: LiveData) {
  const draw = (data: LiveData) => <LiveFeed {...data} onReset={onReset} />
  // Without an answer the position stays as it is, so that this is asked for again.
  const onReset = () => void loadAgain().then((data) => data && root.render(draw(data)), ignore)
  const root = hydrateRoot(element, draw(first))
}

/** The page as it is now. When there is none any more, the browser shows what is there instead. */
async function loadAgain(): Promise<LiveData | null> {
  const response = await fetch(location.pathname, { cache: "no-cache", credentials: "omit" })
  if (response.status >= 500) return null
  const data = readLiveData(new DOMParser().parseFromString(await response.text(), "text/html"))
  if (!data) location.reload()
  return data
}

function ignore() {}

const element = document.getElementById(LIVE_ROOT)
const data = readLiveData(document)
if (element && data) start(element, data)
