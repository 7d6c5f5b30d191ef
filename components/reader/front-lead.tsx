import { Time } from "@/components/post/post-time"
import type { FrontPageBlog, FrontPageLead } from "@/lib/blogs/front-page"
import { splitSummary } from "@/lib/content/split-summary"
import { dayAndClock } from "@/lib/i18n/format-dates"
import { messagesFor } from "@/lib/i18n/locales"
import { directionOf } from "@/lib/i18n/text-direction"
import { imageWidths } from "@/lib/protocol/image-widths"
import { readerPaths } from "@/lib/reader-paths"
import { BlogState } from "./blog-state"

type Props = { blog: FrontPageBlog; lead: FrontPageLead; now: number }

/** The story of the day: large, with its picture and the moments that made it. */
export function FrontLead({ blog, lead: { moments, picture }, now }: Props) {
  const words = messagesFor(blog.language)
  const { lead: summary } = splitSummary(blog.summary)
  return (
    <article
      lang={blog.language}
      dir={directionOf(blog.language)}
      className="group/entry relative grid gap-x-10 gap-y-6 border-ink border-b-2 py-8 sm:py-12 lg:grid-cols-[1fr_20rem]"
    >
      <div className="min-w-0">
        <BlogState blog={blog} now={now} words={words} />
        <h2 className="mt-3 font-semibold font-serif text-[2.25rem] leading-[1.06] tracking-[-0.018em] sm:text-[3.5rem]">
          <a href={readerPaths.blog(blog.slug)} className="after:absolute after:inset-0 group-hover/entry:text-accent">
            {blog.title}
          </a>
        </h2>
        {summary && (
          <p className="mt-4 line-clamp-4 max-w-2xl whitespace-pre-line font-serif text-ink-soft text-xl leading-relaxed">
            {summary}
          </p>
        )}
        {picture && <Picture picture={picture} />}
      </div>
      {moments.length > 0 && (
        <ol className="self-start border-line lg:border-s lg:ps-6">
          {moments.map((moment) => (
            <li key={moment.id} className="relative border-line border-t py-3 first:border-t-0 first:pt-0">
              <span
                aria-hidden="true"
                className="absolute -start-[calc(1.5rem+4.5px)] top-4.5 hidden size-2 rounded-full bg-accent in-[:first-child]:top-1.5 lg:block"
              />
              <a href={readerPaths.permalink(blog.slug, moment.id)} className="group/moment relative z-10 block">
                <Time iso={moment.publishedAt} place={blog} className="block text-ink-faint text-meta">
                  {dayAndClock(moment.publishedAt, blog)}
                </Time>
                <span className="mt-0.5 line-clamp-3 font-medium leading-snug group-hover/moment:text-accent group-hover/moment:underline">
                  {moment.title}
                </span>
              </a>
            </li>
          ))}
        </ol>
      )}
    </article>
  )
}

function Picture({ picture: { mediaId, width, alt, focus } }: { picture: NonNullable<FrontPageLead["picture"]> }) {
  const widths = imageWidths(width)
  const srcSet = (format: "webp" | "jpg") =>
    widths.map((each) => `${readerPaths.media(mediaId, each, format)} ${each}w`).join(", ")
  const sizes = "(min-width: 64rem) 38rem, calc(100vw - 2.5rem)"
  return (
    <picture>
      <source type="image/webp" srcSet={srcSet("webp")} sizes={sizes} />
      <img
        src={readerPaths.media(mediaId, widths.at(-1) ?? width, "jpg")}
        srcSet={srcSet("jpg")}
        sizes={sizes}
        alt={alt}
        className="mt-6 aspect-3/2 w-full bg-sunken object-cover"
        style={focus && { objectPosition: `${focus.x}% ${focus.y}%` }}
      />
    </picture>
  )
}
