import { paths } from "@/lib/paths"
import { imageWidths } from "@/lib/protocol/image-widths"
import type { EditSiteInput } from "@/lib/site-settings/settings-schema"
import type { ChosenPicture } from "../blogs/picture-field"

export type PreviewPictures = Record<"logo" | "logoDark" | "icon", ChosenPicture | null>
type Draft = EditSiteInput

/** The masthead and the footer as readers see them, on a light and on a dark page. */
export function SitePreview({ draft, pictures }: { draft: Draft; pictures: PreviewPictures }) {
  return (
    <section aria-label="Preview" className="grid gap-3 sm:grid-cols-2">
      <Page
        draft={draft}
        logo={pictures.logo}
        icon={pictures.icon}
        look="bg-white text-[#15181b]"
        faint="border-[#dfe2e5] text-[#5c636a]"
      />
      <Page
        draft={draft}
        logo={pictures.logoDark ?? pictures.logo}
        icon={pictures.icon}
        look="bg-[#101214] text-[#f1f3f5]"
        faint="border-[#2c3238] text-[#a3abb3]"
      />
    </section>
  )
}

type PageProps = { draft: Draft; logo: ChosenPicture | null; icon: ChosenPicture | null; look: string; faint: string }

function Page({ draft, logo, icon, look, faint }: PageProps) {
  const { name = "", mastheadLinks = [], footerText = "", footerLinks = [] } = draft
  return (
    <div className={`grid content-between overflow-hidden rounded-lg border border-line ${look}`}>
      <div className={`flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 ${faint}`}>
        {logo ? (
          <img src={fileOf(logo)} alt={name} className="h-8 max-w-full object-contain" />
        ) : (
          <span className={`min-w-0 truncate font-semibold font-serif text-lg ${look}`}>{name || "…"}</span>
        )}
        {mastheadLinks.map(({ label }, index) => (
          <span key={`${label} ${index.toString()}`} className="text-sm">
            {label}
          </span>
        ))}
      </div>
      <div className={`mt-10 space-y-2 border-t px-4 py-3 text-meta ${faint}`}>
        {footerText.trim() && <p className="line-clamp-4 whitespace-pre-line">{footerText}</p>}
        <p className="flex flex-wrap items-center gap-x-4">
          {icon && <img src={fileOf(icon)} alt="" className="size-5 rounded-xs object-cover" />}
          <span>{name}</span>
          {footerLinks.map(({ label }, index) => (
            <span key={`${label} ${index.toString()}`} className="underline">
              {label}
            </span>
          ))}
        </p>
      </div>
    </div>
  )
}

function fileOf({ mediaId, width }: ChosenPicture): string {
  return paths.media(mediaId, imageWidths(width)[0] ?? width, "webp")
}
