import type { LinkCard as Link } from "@/lib/content/embeds"

/** A web address on a line of its own: where it leads, in readable form. */
export function LinkCard({ link }: { link: Link }) {
  return (
    <p className="my-5 font-sans">
      <a
        href={link.url}
        rel="noopener"
        className="group/card flex items-center gap-3 rounded-sm border border-line px-4 py-3 hover:border-line-strong hover:bg-sunken"
      >
        <span className="min-w-0 flex-1">
          <span className="block font-semibold text-base text-ink">{link.host}</span>
          {link.path && <span className="block truncate text-ink-soft text-meta">{link.path}</span>}
        </span>
        <svg
          viewBox="0 0 20 20"
          aria-hidden="true"
          className="size-5 flex-none text-ink-faint group-hover/card:text-accent"
        >
          <path d="M6 14 14 6M8 6h6v6" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
        </svg>
      </a>
    </p>
  )
}
