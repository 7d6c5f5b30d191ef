import { imageWidths } from "@/lib/protocol/image-widths"
import { readerPaths } from "@/lib/reader-paths"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"

const HEIGHT = 32
const MAX_WIDTH = 280

/** The newsroom's logo, in its dark version on a dark page; without one, its name. */
export function SiteMark({ site: { name, logo, logoDark } }: { site: SiteSettings }) {
  if (!logo) return <span className="min-w-0 truncate">{name}</span>
  const size = logoSize(logo)
  return (
    <picture>
      {logoDark && <source media="(prefers-color-scheme: dark)" srcSet={srcSetOf(logoDark)} {...logoSize(logoDark)} />}
      <img src={srcSetOf(logo).split(" ")[0]} srcSet={srcSetOf(logo)} alt={logo.alt || name} {...size} />
    </picture>
  )
}

type Picture = { mediaId: string; width: number; height: number }

function srcSetOf({ mediaId, width }: Picture): string {
  const [small = width, larger = small] = imageWidths(width)
  const file = (each: number) => readerPaths.media(mediaId, each, "webp")
  return small === larger ? file(small) : `${file(small)} 1x, ${file(larger)} 2x`
}

function logoSize({ width, height }: Picture): { width: number; height: number } {
  const scale = Math.min(HEIGHT / height, MAX_WIDTH / width)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
