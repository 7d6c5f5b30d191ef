import { type RefObject, useEffect, useState } from "react"

/** `postId` undefined: the timeline as a whole. `whole`: the card itself, not its first button. */
type CardFocus = { postId: string | undefined; whole?: boolean }

/** Moves the focus to a card once it is drawn: what had it may be gone after an action. */
export function useCardFocus(root: RefObject<HTMLElement | null>) {
  const [focus, focusCard] = useState<CardFocus | null>(null)
  useEffect(() => {
    if (!focus) return
    const row = focus.whole ? root.current?.querySelector<HTMLElement>(`[data-row="${focus.postId}"]`) : null
    if (row) {
      const whole = row.querySelector<HTMLElement>("[data-post]") ?? row.querySelector<HTMLElement>("input")
      whole?.focus({ preventScroll: true })
      whole?.scrollIntoView({ block: "nearest" })
      return
    }
    const card = focus.postId ? root.current?.querySelector(`[data-post="${focus.postId}"]`) : null
    const edit = card?.querySelector<HTMLElement>("[data-edit]")
    const target = edit ?? card?.querySelector<HTMLElement>("footer button") ?? root.current?.querySelector("h2")
    target?.focus()
  }, [focus, root])
  return { focused: focus?.postId, focusCard }
}
