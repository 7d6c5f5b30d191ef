import { formatNumber, interpolate, type Messages } from "@/lib/i18n/messages"
import type { ReaderPage } from "@/lib/protocol/reader-page"
import type { Order } from "./use-order"

type Props = {
  page: Pick<ReaderPage, "links" | "number" | "count">
  words: Messages
  language: string
  order: Order
  position: "above" | "below"
}

/** Links to the other pages, in the order in which they follow each other. Nothing where there is one page. */
export function PageLinks({ page: { links, number, count }, words, language, order, position }: Props) {
  if (count <= 1) return null
  const newest = <PageLink key="newest" href={links.newest} label={words.newest} />
  const newer = <PageLink key="newer" href={links.newer} label={words.newer} rel="prev" />
  const older = <PageLink key="older" href={links.older} label={words.older} rel="next" />
  const oldest = <PageLink key="oldest" href={links.oldest} label={words.oldest} />
  const place = order === "oldest" ? count + 1 - number : number
  return (
    <nav
      aria-label={position === "above" ? words.pagesAbove : words.pages}
      className={`page-links ${position === "above" ? "mb-2 border-b pt-1 pb-4" : "mt-2 border-t pt-5"}`}
    >
      <span>{order === "oldest" ? [oldest, older] : [newest, newer]}</span>
      <span className="page-place">
        {interpolate(words.pageOf, { number: formatNumber(place, language), count: formatNumber(count, language) })}
      </span>
      <span>{order === "oldest" ? [newer, newest] : [older, oldest]}</span>
    </nav>
  )
}

function PageLink({ href, label, rel }: { href: string | null; label: string; rel?: string }) {
  if (!href) return null
  return (
    <a href={href} rel={rel} className="pill px-3 py-1.5 sm:px-4">
      {label}
    </a>
  )
}
