import { useEffect, useRef, useState } from "react"
import { type Messages, plural } from "@/lib/i18n/messages"

const MIN_INTERVAL_MS = 30_000
/** Long enough to be read out; then empty, so that the same words are announced again. */
const CLEAR_AFTER_MS = 10_000

type Props = {
  arrivals: number
  words: Messages
  language: string
  /**
   * An answer to something the reader has just done, or what they find on coming back: said at
   * once.
   */
  notice: string | null
  /** Breaking news that has just come. */
  alert: string | null
}

/**
 * The page's one status: how many updates have come, politely, as a number alone, and not more than
 * twice a minute.
 */
export function LiveAnnouncer({ arrivals, words, language, notice, alert }: Props) {
  const [text, setText] = useState("")
  const announced = useRef({ arrivals, at: Number.NEGATIVE_INFINITY })

  const alertedAt = useRef(Number.NEGATIVE_INFINITY)

  // Before the number: that waits until the alert was read out.
  useEffect(() => {
    if (!alert) return
    alertedAt.current = performance.now()
    setText(alert)
  }, [alert])

  useEffect(() => {
    // Fewer: one was removed again.
    if (arrivals <= announced.current.arrivals) {
      announced.current.arrivals = arrivals
      return
    }
    const announce = () => {
      setText(plural(words.newUpdates, arrivals - announced.current.arrivals, language))
      announced.current = { arrivals, at: performance.now() }
    }
    const from = Math.max(announced.current.at + MIN_INTERVAL_MS, alertedAt.current + CLEAR_AFTER_MS)
    const timer = setTimeout(announce, Math.max(0, from - performance.now()))
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
