import type { ReactNode, Ref } from "react"
import { Unbroken } from "@/components/post/unbroken"
import { splitSummary } from "@/lib/content/split-summary"
import type { PublicBlog } from "@/lib/protocol/delta"
import { BlogImage, logoSize } from "./blog-image"

type Props = { blog: PublicBlog; status: ReactNode; headline: Ref<HTMLHeadingElement> }

/** Headline, standfirst, picture, and whether it is live. On a phone the picture takes the room that the words leave. */
export function BlogHeader({ blog, status, headline }: Props) {
  const { logo, headerImage } = blog
  const { lead } = splitSummary(blog.summary)
  return (
    <header className="blog-head">
      <div className="blog-head-words">
        {logo && (
          <BlogImage picture={logo} sizes={`${logoSize(logo).width}px`} className="blog-logo" style={logoSize(logo)} />
        )}
        {status}
        <h1 ref={headline} className="headline" dir="auto">
          <Unbroken text={blog.title} />
        </h1>
        {lead && (
          <p className="blog-lead" dir="auto">
            {lead}
          </p>
        )}
      </div>
      {headerImage && (
        <BlogImage picture={headerImage} sizes="(min-width: 48rem) 27rem, 100vw" className="header-image" />
      )}
    </header>
  )
}
