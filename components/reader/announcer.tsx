import { useEffect, useRef, useState } from "react"
import { readerWords } from "@/lib/words/reader-words"

const AT_MOST_EVERY_MS = 30_000
/** Long enough to be read out; then empty, so that the same words are news again. */
const CLEAR_AFTER_MS = 10_000

/** Tells a screen reader how many updates have come: the number alone, politely, and not more than twice a minute. */
export function Announcer({ arrivals, language }: { arrivals: number; language: string }) {
  const [text, setText] = useState("")
  const told = useRef({ arrivals, at: Number.NEGATIVE_INFINITY })

  useEffect(() => {
    // Fewer: one was removed again.
    if (arrivals <= told.current.arrivals) {
      told.current.arrivals = arrivals
      return
    }
    const tell = () => {
      setText(readerWords(language).newUpdates(arrivals - told.current.arrivals))
      told.current = { arrivals, at: performance.now() }
    }
    const timer = setTimeout(tell, Math.max(0, told.current.at + AT_MOST_EVERY_MS - performance.now()))
    return () => clearTimeout(timer)
  }, [arrivals, language])

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
