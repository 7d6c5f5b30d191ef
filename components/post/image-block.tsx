import type { ImageBlock as ImageNode } from "@/lib/content/document"
import { imageWidths } from "@/lib/media/widths"
import { paths } from "@/lib/paths"
import { fill, type ReaderWords } from "@/lib/words/reader-words"

const SIZES = "(min-width: 46rem) 42rem, calc(100vw - 3rem)"
/** What a browser without `srcset` gets. */
const FALLBACK_WIDTH = 1280

/** A picture in the width that fits; its place is kept before it loads, so that nothing jumps. */
export function ImageBlock({ attrs, words }: { attrs: ImageNode["attrs"]; words: ReaderWords }) {
  const { mediaId, width, height, alt, caption, credit } = attrs
  const widths = imageWidths(width)
  const srcSet = (format: "webp" | "jpg") =>
    widths.map((each) => `${paths.media(mediaId, each, format)} ${each}w`).join(", ")
  const fallback = widths.findLast((each) => each <= FALLBACK_WIDTH) ?? width
  return (
    <figure className="my-5">
      <picture>
        <source type="image/webp" srcSet={srcSet("webp")} sizes={SIZES} />
        <img
          src={paths.media(mediaId, fallback, "jpg")}
          srcSet={srcSet("jpg")}
          sizes={SIZES}
          width={width}
          height={height}
          alt={alt}
          loading="lazy"
          decoding="async"
          className="h-auto bg-sunken"
          // A definite width, so that the browser knows the height before the file is there; tall ones fit the screen.
          style={{ width: `min(100%, ${width}px, ${Math.round((8500 * width) / height) / 100}vh)` }}
        />
      </picture>
      {(caption || credit) && (
        <figcaption className="mt-2 font-sans text-meta text-ink-soft">
          {caption}
          {caption && credit ? " " : null}
          {credit && <span className="text-ink-faint">{fill(words.credit, { name: credit })}</span>}
        </figcaption>
      )}
    </figure>
  )
}
