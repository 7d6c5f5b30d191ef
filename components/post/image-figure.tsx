import type { CSSProperties } from "react"
import type { ImageBlock as ImageNode, Picture } from "@/lib/content/document"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import { imageWidths } from "@/lib/protocol/image-widths"
import { readerPaths } from "@/lib/reader-paths"
import { ResponsiveImage } from "./responsive-image"
import { withKeys } from "./with-keys"

const SIZES = "(min-width: 46rem) 42rem, calc(100vw - 3rem)"
const TILE_SIZES = "(min-width: 46rem) 21rem, calc(50vw - 1.5rem)"

/** A picture in the width that fits; its place is kept before it loads, so that nothing jumps. */
export function ImageFigure({ attrs, words }: { attrs: Picture; words: Messages }) {
  const { width, height } = attrs
  // A definite width, so that the browser knows the height before the file is there; tall ones fit the screen.
  const style = { width: `min(100%, ${width}px, ${Math.round((8500 * width) / height) / 100}vh)` }
  return (
    <figure className="my-5">
      <PictureLink attrs={attrs} words={words} sizes={SIZES} className="picture-ground h-auto w-full" style={style} />
      <Caption attrs={attrs} words={words} />
    </figure>
  )
}

/** Several pictures in tiles of one size, so that their place is known; each opens whole. */
export function GalleryFigure({ pictures, words }: { pictures: ImageNode[]; words: Messages }) {
  // An odd one out takes a row of its own.
  const sizes = (index: number) => (index === 0 && pictures.length % 2 === 1 ? SIZES : TILE_SIZES)
  return (
    <div className="gallery">
      {withKeys(pictures).map(({ key, item: { attrs } }, index) => (
        <figure key={key}>
          <PictureLink attrs={attrs} words={words} sizes={sizes(index)} className="gallery-tile" />
          <Caption attrs={attrs} words={words} />
        </figure>
      ))}
    </div>
  )
}

type LinkProps = { attrs: Picture; words: Messages; sizes: string; className: string; style?: CSSProperties }

/** A picture that leads to the whole of it in its largest width; on the page itself where `enlarge-picture.ts` answers. */
function PictureLink({ attrs, words, sizes, className, style }: LinkProps) {
  return (
    <a
      data-enlarge=""
      href={readerPaths.media(attrs.mediaId, imageWidths(attrs.width).at(-1) ?? attrs.width, "jpg")}
      target="_blank"
      rel="noopener"
      aria-label={attrs.alt ? undefined : words.openPicture}
      className="block cursor-zoom-in"
      style={style}
    >
      <ResponsiveImage picture={attrs} sizes={sizes} className={className} />
    </a>
  )
}

function Caption({ attrs: { caption, credit }, words }: { attrs: Picture; words: Messages }) {
  if (!caption && !credit) return null
  return (
    <figcaption dir="auto" className="mt-2 font-sans text-meta text-ink-soft">
      {caption}
      {caption && credit ? " " : null}
      {credit && <span className="text-ink-faint">{interpolate(words.credit, { name: credit })}</span>}
    </figcaption>
  )
}
