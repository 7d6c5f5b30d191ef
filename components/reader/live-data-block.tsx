import { serializeForScript } from "@/lib/serialize-json"
import { LIVE_DATA, type LiveData } from "./live-data"

/** The data inside the page, for our own script (`hydrate.tsx`). */
export function LiveDataBlock<Data extends LiveData>({ data }: { data: Data }) {
  return (
    <script id={LIVE_DATA} type="application/json" dangerouslySetInnerHTML={{ __html: serializeForScript(data) }} />
  )
}
