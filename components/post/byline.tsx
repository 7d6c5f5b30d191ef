import { listNames } from "@/lib/i18n/list-names"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import type { Author } from "@/lib/protocol/delta"
import { PORTRAIT_WIDTH } from "@/lib/protocol/image-widths"
import { readerPaths } from "@/lib/reader-paths"

type BylineProps = { authors: Author[]; language: string; words: Messages }

/** Who wrote it. The pictures keep their place before they load; the names beside them say all that they show. */
export function Byline({ authors, language, words }: BylineProps) {
  const names = authors.map(({ name }) => name)
  return (
    <span className="byline">
      {authors.map(({ name, picture }) => picture && <Portrait key={name} picture={picture} />)}
      <span dir="auto">{interpolate(words.by, { author: listNames(names, language) })}</span>
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
