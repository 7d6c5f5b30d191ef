import type { ReactNode } from "react"
import { splitSummary } from "@/lib/content/split-summary"
import type { Messages } from "@/lib/i18n/messages"
import type { PublicBlog } from "@/lib/protocol/delta"
import { BlogImage, logoSize } from "./blog-image"

/** Headline, summary, and whether it is live. */
export function BlogHeader({ blog, words, status }: { blog: PublicBlog; words: Messages; status: ReactNode }) {
  const { logo, headerImage } = blog
  const { lead, points } = splitSummary(blog.summary)
  return (
    <header className="border-ink border-b-2 pt-8 pb-6 sm:pt-12 sm:pb-8">
      {logo && <BlogImage picture={logo} sizes={`${logoSize(logo).width}px`} className="mb-5" style={logoSize(logo)} />}
      {status}
      <h1 className="headline mt-3">{blog.title}</h1>
      {lead && <p className="blog-lead">{lead}</p>}
      {headerImage && (
        <BlogImage picture={headerImage} sizes="(min-width: 64rem) 60rem, 100vw" className="header-image" />
      )}
      {points.length > 0 && <Summary points={points} words={words} />}
    </header>
  )
}

/** The lines of the summary that begin with a dash: what somebody must know who has half a minute. */
function Summary({ points, words }: { points: string[]; words: Messages }) {
  return (
    <section aria-labelledby="at-a-glance" className="glance">
      <h2 id="at-a-glance" className="label font-semibold text-meta">
        {words.atAGlance}
      </h2>
      <ul className="mt-2 list-disc space-y-1.5 ps-5 font-serif text-reading marker:text-accent">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  )
}
