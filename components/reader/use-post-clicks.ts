import { type RefObject, useCallback, useEffect, useState } from "react"
import { handlePostClicks } from "@/components/post/handle-post-clicks"
import type { Messages } from "@/lib/i18n/messages"

/**
 * Makes the buttons of the posts below an element work; `said` is what came of sharing one, until
 * it is forgotten.
 */
export function usePostClicks(root: RefObject<HTMLElement | null>, words: Messages) {
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    const tell = (shared: "copied" | "failed") => setSaid(shared === "copied" ? words.linkCopied : words.linkNotCopied)
    return root.current ? handlePostClicks(root.current, { onShared: tell, words }) : undefined
  }, [root, words])
  const forget = useCallback(() => setSaid(null), [])
  return { said, forget }
}
