import { LayoutList, Rows3 } from "lucide-react"
import { Button } from "@/components/ui/button"
import { setDeskView, useDeskView } from "./desk-view"

/** Turns between rows and cards; this browser remembers it. */
export function ViewSwitch() {
  const isCards = useDeskView() === "cards"
  const label = isCards ? "Compact view" : "Comfortable view"
  return (
    <Button size="icon" aria-label={label} title={label} onClick={() => setDeskView(isCards ? "rows" : "cards")}>
      {isCards ? <Rows3 aria-hidden /> : <LayoutList aria-hidden />}
    </Button>
  )
}
