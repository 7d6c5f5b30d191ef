import type { CSSProperties } from "react"
import type { Picture } from "@/lib/content/document"
import { imageWidths } from "@/lib/protocol/image-widths"
import { readerPaths } from "@/lib/reader-paths"

type Props = {
  picture: Pick<Picture, "mediaId" | "width" | "height"> & Partial<Pick<Picture, "alt" | "focus">>
  /** How wide it is drawn, as in `<img sizes>`. */
  sizes: string
  className: string
  style?: CSSProperties
}

/** What a browser without `srcset` gets. */
const FALLBACK_WIDTH = 1280

/** A stored picture in the width that fits. Where it is cropped, its focus stays in sight. */
export function ResponsiveImage({
  picture: { mediaId, width, height, alt = "", focus },
  sizes,
  className,
  style,
}: Props) {
  const widths = imageWidths(width)
  const srcSet = (format: "webp" | "jpg") =>
    widths.map((each) => `${readerPaths.media(mediaId, each, format)} ${each}w`).join(", ")
  const fallback = widths.findLast((each) => each <= FALLBACK_WIDTH) ?? width
  return (
    <picture>
      <source type="image/webp" srcSet={srcSet("webp")} sizes={sizes} />
      <img
        src={readerPaths.media(mediaId, fallback, "jpg")}
        srcSet={srcSet("jpg")}
        sizes={sizes}
        width={width}
        height={height}
        alt={alt}
        loading="lazy"
        decoding="async"
        className={className}
        style={focus ? { ...style, objectPosition: `${focus.x}% ${focus.y}%` } : style}
      />
    </picture>
  )
}
