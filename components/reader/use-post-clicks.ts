import { type RefObject, useCallback, useEffect, useState } from "react"
import { answerClicks } from "@/components/post/answer-clicks"
import type { ReaderWords } from "@/lib/words/reader-words"

/** Makes the buttons of the posts below an element work; `said` is what came of sharing one, until it is forgotten. */
export function usePostClicks(root: RefObject<HTMLElement | null>, words: ReaderWords) {
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    const tell = (shared: "copied" | "failed") => setSaid(shared === "copied" ? words.linkCopied : words.linkNotCopied)
    return root.current ? answerClicks(root.current, { onShared: tell, words }) : undefined
  }, [root, words])
  const forget = useCallback(() => setSaid(null), [])
  return { said, forget }
}
