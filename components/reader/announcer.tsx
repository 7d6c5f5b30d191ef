import { useEffect, useRef, useState } from "react"
import { type ReaderWords, say } from "@/lib/words/reader-words"

const AT_MOST_EVERY_MS = 30_000
/** Long enough to be read out; then empty, so that the same words are news again. */
const CLEAR_AFTER_MS = 10_000

type Props = {
  arrivals: number
  words: ReaderWords
  language: string
  /** An answer to something the reader has just done, or what they find on coming back: said at once. */
  notice: string | null
}

/** The page's one status: how many updates have come, politely, as a number alone, and not more than twice a minute. */
export function Announcer({ arrivals, words, language, notice }: Props) {
  const [text, setText] = useState("")
  const told = useRef({ arrivals, at: Number.NEGATIVE_INFINITY })

  useEffect(() => {
    // Fewer: one was removed again.
    if (arrivals <= told.current.arrivals) {
      told.current.arrivals = arrivals
      return
    }
    const tell = () => {
      setText(say(words.newUpdates, arrivals - told.current.arrivals, language))
      told.current = { arrivals, at: performance.now() }
    }
    const timer = setTimeout(tell, Math.max(0, told.current.at + AT_MOST_EVERY_MS - performance.now()))
    return () => clearTimeout(timer)
  }, [arrivals, words, language])

  useEffect(() => {
    if (notice) setText(notice)
  }, [notice])

  useEffect(() => {
    if (text === "") return
    const timer = setTimeout(() => setText(""), CLEAR_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])

  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  )
}
