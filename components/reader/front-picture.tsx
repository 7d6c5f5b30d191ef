import type { FrontPageImage } from "@/lib/blogs/front-page"
import { imageWidths } from "@/lib/protocol/image-widths"
import { readerPaths } from "@/lib/reader-paths"

type Props = { picture: FrontPageImage; sizes: string; className: string; lazy?: boolean }

/** A picture of the front page, cut around its focus. */
export function FrontPicture({ picture: { mediaId, width, alt, focus }, sizes, className, lazy }: Props) {
  const widths = imageWidths(width)
  const srcSet = (format: "webp" | "jpg") =>
    widths.map((each) => `${readerPaths.media(mediaId, each, format)} ${each}w`).join(", ")
  return (
    <picture>
      <source type="image/webp" srcSet={srcSet("webp")} sizes={sizes} />
      <img
        src={readerPaths.media(mediaId, widths.at(-1) ?? width, "jpg")}
        srcSet={srcSet("jpg")}
        sizes={sizes}
        alt={alt}
        decoding="async"
        loading={lazy ? "lazy" : undefined}
        className={`aspect-3/2 w-full bg-sunken object-cover ${className}`}
        style={focus && { objectPosition: `${focus.x}% ${focus.y}%` }}
      />
    </picture>
  )
}
