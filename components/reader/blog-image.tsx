import type { BlogPicture as Picture } from "@/lib/protocol/delta"
import { imageWidths } from "@/lib/protocol/image-widths"
import { readerPaths } from "@/lib/reader-paths"

type Props = { picture: Picture; sizes: string; className: string; style?: { width: number; height: number } }

/** A picture in the head of a blog's page. Its place is there before it is. */
export function BlogImage({ picture: { mediaId, width, height, alt }, sizes, className, style }: Props) {
  const widths = imageWidths(width)
  const smallest = widths[0] ?? width
  return (
    <img
      src={readerPaths.media(mediaId, smallest, "webp")}
      srcSet={widths.map((each) => `${readerPaths.media(mediaId, each, "webp")} ${each}w`).join(", ")}
      sizes={sizes}
      width={width}
      height={height}
      alt={alt}
      decoding="async"
      className={className}
      style={style}
    />
  )
}

const LOGO = { height: 40, width: 240 }

/** How large a logo is drawn: as high as there is room for, unless it then is too wide. */
export function logoSize({ width, height }: Picture): { width: number; height: number } {
  const scale = Math.min(LOGO.height / height, LOGO.width / width)
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}
