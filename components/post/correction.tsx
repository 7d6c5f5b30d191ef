import type { ReaderWords } from "@/lib/words/reader-words"

/** What was wrong and is put right, below the words that it is about. */
export function Correction({ text, words }: { text: string; words: ReaderWords }) {
  if (!text) return null
  return (
    <p className="correction">
      <strong>{words.correction}</strong> {text}
    </p>
  )
}
