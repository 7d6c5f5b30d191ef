import { useEffect, useRef } from "react"

/** While it saves the text is locked, which takes the focus away; whoever wrote goes on writing, unless asked something. */
export function useFocusAfterSave(saving: boolean, asked: boolean, focus: () => void): void {
  const wasSaving = useRef(false)
  const goOn = useRef(focus)
  goOn.current = focus
  useEffect(() => {
    const ended = wasSaving.current && !saving
    wasSaving.current = saving
    if (ended && !asked && document.activeElement === document.body) goOn.current()
  }, [saving, asked])
}
