import type { Messages } from "@/lib/i18n/messages"

/** What was wrong and is put right, below the words that it is about. */
export function Correction({ text, words }: { text: string; words: Messages }) {
  if (!text) return null
  return (
    <p dir="auto" className="correction">
      <strong>{words.correction}</strong> {text}
    </p>
  )
}
