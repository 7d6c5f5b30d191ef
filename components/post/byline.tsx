import type { Author } from "@/lib/live/delta"
import { PORTRAIT_WIDTH } from "@/lib/media/widths"
import { readerPaths } from "@/lib/reader-paths"
import { listNames } from "@/lib/words/names"
import { fill, type ReaderWords } from "@/lib/words/reader-words"

type BylineProps = { authors: Author[]; language: string; words: ReaderWords }

/** Who wrote it. The pictures keep their place before they load; the names beside them say all that they show. */
export function Byline({ authors, language, words }: BylineProps) {
  const names = authors.map(({ name }) => name)
  return (
    <span className="byline">
      {authors.map(({ name, picture }) => picture && <Portrait key={name} picture={picture} />)}
      <span>{fill(words.by, { author: listNames(names, language) })}</span>
    </span>
  )
}

/** A person's picture, small and round, whatever its shape. */
export function Portrait({ picture }: { picture: string }) {
  return (
    <img
      src={readerPaths.media(picture, PORTRAIT_WIDTH, "webp")}
      alt=""
      width={28}
      height={28}
      loading="lazy"
      decoding="async"
      className="portrait"
    />
  )
}
