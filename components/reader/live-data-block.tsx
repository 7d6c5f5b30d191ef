import { serializeForScript } from "@/lib/serialize-json"
import { LIVE_DATA, type LiveData } from "./live-data"

/** The data inside the page, for our own script (`live-entry.tsx`). */
export function LiveDataBlock({ data }: { data: LiveData }) {
  return (
    <script id={LIVE_DATA} type="application/json" dangerouslySetInnerHTML={{ __html: serializeForScript(data) }} />
  )
}
