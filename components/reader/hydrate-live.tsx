import type { ReactNode } from "react"
import { hydrateRoot } from "react-dom/client"
import { LIVE_ROOT, type LiveData, readLiveData } from "./live-data"

/** Takes over the live part of a page that the server rendered; `address`: where the page is loaded from again. */
export function hydrateLive<Data extends LiveData>(
  draw: (data: Data & { onReset: () => void }) => ReactNode,
  address: string,
): void {
  const element = document.getElementById(LIVE_ROOT)
  const first = readLiveData<Data>(document)
  if (!element || !first) return
  // Without an answer the position stays as it is, so that this is asked for again.
  const onReset = () =>
    void loadAgain<Data>(address).then((data) => data && root.render(draw({ ...data, onReset })), ignore)
  const root = hydrateRoot(element, draw({ ...first, onReset }))
}

/** The page as it is now. When there is none any more, the browser shows what is there instead. */
async function loadAgain<Data extends LiveData>(address: string): Promise<Data | null> {
  const response = await fetch(address, { cache: "no-cache", credentials: "omit" })
  if (response.status >= 500) return null
  const data = readLiveData<Data>(new DOMParser().parseFromString(await response.text(), "text/html"))
  if (!data) location.reload()
  return data
}

function ignore() {}
