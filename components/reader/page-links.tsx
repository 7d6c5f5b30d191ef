import type { ReaderPage } from "@/lib/posts/reader-page"
import { readerWords } from "@/lib/words/reader-words"

type Props = { page: Pick<ReaderPage, "links" | "number" | "count">; language: string; position: "above" | "below" }

/** Links to the other pages. Nothing where there is one page. */
export function PageLinks({ page: { links, number, count }, language, position }: Props) {
  const words = readerWords(language)
  if (count <= 1) return null
  return (
    <nav
      aria-label={position === "above" ? words.pagesAbove : words.pages}
      className={`grid grid-cols-[1fr_auto_1fr] items-center gap-x-3 border-line text-sm ${
        position === "above" ? "mb-2 border-b pb-4" : "mt-2 border-t pt-5"
      }`}
    >
      <span className="flex gap-1 sm:gap-2">
        <PageLink href={links.newest} label={words.newest} />
        <PageLink href={links.newer} label={words.newer} rel="prev" />
      </span>
      <span className="text-ink-soft tabular-nums">{words.pageOf(number, count)}</span>
      <span className="flex justify-end gap-1 sm:gap-2">
        <PageLink href={links.older} label={words.older} rel="next" />
        <PageLink href={links.oldest} label={words.oldest} />
      </span>
    </nav>
  )
}

function PageLink({ href, label, rel }: { href: string | null; label: string; rel?: string }) {
  if (!href) return null
  return (
    <a
      href={href}
      rel={rel}
      className="rounded-full border border-line-strong px-3 py-1.5 font-medium text-ink hover:border-accent hover:text-accent sm:px-4"
    >
      {label}
    </a>
  )
}
