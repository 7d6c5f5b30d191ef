import type { LinkPreview } from "@/lib/content/document"
import type { LinkName } from "@/lib/content/link-name"
import { ResponsiveImage } from "./responsive-image"

/** A web address on a line of its own: what its page says of itself where we know, else where it leads, in readable form. */
export function LinkPreviewCard({ link, card }: { link: LinkName; card: LinkPreview | undefined }) {
  return (
    <div className="my-5 font-sans">
      <a href={link.url} rel="noopener" className="link-card group/card">
        {card?.picture && <ResponsiveImage picture={card.picture} sizes="10rem" className="link-card-picture" />}
        <div className="min-w-0 flex-1 px-4 py-3">
          <div dir="auto" className="line-clamp-2 font-semibold text-base text-ink">
            {card?.title ?? link.host}
          </div>
          {card?.description && (
            <div dir="auto" className="mt-1 line-clamp-2 text-ink-soft text-meta">
              {card.description}
            </div>
          )}
          <div className="truncate text-ink-soft text-meta">{card ? nameSite(card, link) : link.path}</div>
        </div>
        <span
          aria-hidden="true"
          className="mark mark-leave me-4 size-5 self-center text-ink-faint group-hover/card:text-accent"
        />
      </a>
    </div>
  )
}

// The page's own word for itself never stands alone: where the link leads is always to be seen.
function nameSite({ site }: LinkPreview, { host }: LinkName): string {
  return site && site.toLowerCase() !== host ? `${site} · ${host}` : host
}
