import type { ReactNode } from "react"
import type { PublicBlog } from "@/lib/live/delta"

/** Headline, summary, and whether it is live. */
export function BlogHeader({ blog, status }: { blog: PublicBlog; status: ReactNode }) {
  return (
    <header className="border-ink border-b-2 pt-8 pb-6 sm:pt-12 sm:pb-8">
      {status}
      <h1 className="mt-3 max-w-4xl font-semibold font-serif text-[2rem] leading-[1.1] tracking-[-0.015em] sm:text-[2.875rem]">
        {blog.title}
      </h1>
      {blog.summary && (
        <p className="mt-4 max-w-3xl whitespace-pre-line font-serif text-ink-soft text-lg leading-relaxed sm:text-xl">
          {blog.summary}
        </p>
      )}
    </header>
  )
}
