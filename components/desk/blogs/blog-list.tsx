"use client"

import { Radio } from "lucide-react"
import Link from "next/link"
import { useState } from "react"
import { Ago } from "@/components/desk/desk-time"
import { EmptyState } from "@/components/ui/empty-state"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { Loading, Skeleton } from "@/components/ui/skeleton"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { paths } from "@/lib/paths"
import { countPosts } from "./count-posts"
import { NewBlogLink } from "./new-blog-link"
import { StatusBadge } from "./status-badge"

type BlogListProps = { blogs: DeskBlog[]; mayCreate: boolean; now: number }

const STATES = [
  ["all", "All states"],
  ["live", "Live"],
  ["draft", "Private or preview"],
  ["ended", "Ended"],
] as const
type State = (typeof STATES)[number][0]

const RANK = { live: 0, draft: 1, ended: 2 } as const
const SORTS = {
  state: { label: "Live first", order: (a: DeskBlog, b: DeskBlog) => RANK[a.status] - RANK[b.status] },
  changed: { label: "Last updated", order: (a: DeskBlog, b: DeskBlog) => b.changedAt.localeCompare(a.changedAt) },
  title: { label: "Title", order: (a: DeskBlog, b: DeskBlog) => a.title.localeCompare(b.title) },
} as const
type Sort = keyof typeof SORTS
const SORT_NAMES = Object.keys(SORTS) as Sort[]

/** From this number on a list is searched rather than read. */
const SEARCH_FROM = 6

/** All live blogs: at first those that readers can follow now come before the others. */
export function BlogList({ blogs, mayCreate, now }: BlogListProps) {
  const [words, setWords] = useState("")
  const [state, setState] = useState<State>("all")
  const [sort, setSort] = useState<Sort>("state")
  if (blogs.length === 0) return <NoBlogs mayCreate={mayCreate} />
  const shown = blogs
    .filter((blog) => (state === "all" || blog.status === state) && hasWords(blog, words))
    .sort(SORTS[sort].order)
  return (
    <>
      {blogs.length >= SEARCH_FROM && (
        <div className="mb-3 grid gap-2 sm:grid-cols-[1fr_auto_auto]">
          <Input
            type="search"
            aria-label="Search live blogs"
            placeholder="Search live blogs"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Select
            aria-label="State"
            value={state}
            onChange={(event) => setState(STATES.find(([name]) => name === event.currentTarget.value)?.[0] ?? "all")}
          >
            {STATES.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
          <Select
            aria-label="Sort by"
            value={sort}
            onChange={(event) => setSort(SORT_NAMES.find((name) => name === event.currentTarget.value) ?? "state")}
          >
            {SORT_NAMES.map((name) => (
              <option key={name} value={name}>
                {SORTS[name].label}
              </option>
            ))}
          </Select>
        </div>
      )}
      <p role="status" className={shown.length > 0 ? "sr-only" : "py-6 text-center text-ink-soft text-sm"}>
        {shown.length === 0
          ? "No matches. Try fewer words."
          : blogs.length > shown.length
            ? `${shown.length} found`
            : ""}
      </p>
      {shown.length > 0 && (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
          {shown.map((blog) => (
            <li
              key={blog.id}
              className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 first:rounded-t-xl last:rounded-b-xl hover:bg-sunken sm:flex-nowrap"
            >
              <div className="min-w-0 flex-1 basis-full sm:basis-0">
                <Link
                  href={paths.deskBlog(blog.id)}
                  className="line-clamp-2 font-medium text-ink outline-offset-4 after:absolute after:inset-0"
                >
                  {blog.title}
                </Link>
                <p className="mt-0.5 flex flex-wrap gap-x-2 text-ink-faint text-meta">
                  <span>{countPosts(blog.publicCount)}</span>
                  <span aria-hidden>·</span>
                  <span>
                    updated <Ago iso={blog.changedAt} now={now} timeZone={blog.timeZone} />
                  </span>
                </p>
              </div>
              <StatusBadge status={blog.status} rehearsing={blog.rehearsing} />
              {blog.status === "draft" ? (
                <span className="w-28 max-sm:hidden" />
              ) : (
                <a
                  href={paths.blog(blog.slug)}
                  aria-label={`View live page of ${blog.title}`}
                  className="relative inline-flex w-28 items-center text-ink-soft text-meta underline decoration-line-strong underline-offset-3 hover:text-accent max-sm:ml-auto max-sm:min-h-11 max-sm:justify-end sm:justify-end"
                >
                  View live page
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function hasWords({ title, slug }: DeskBlog, words: string): boolean {
  const text = `${title} ${slug}`.toLocaleLowerCase("en")
  return words
    .toLocaleLowerCase("en")
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function NoBlogs({ mayCreate }: { mayCreate: boolean }) {
  return (
    <EmptyState icon={<Radio />} title="No live blogs yet" action={mayCreate && <NewBlogLink />}>
      {mayCreate
        ? "A live blog is one page that readers keep open while you write. Create the first one; it takes a title."
        : "Live blogs appear here as soon as an editor creates one."}
    </EmptyState>
  )
}

export function BlogListSkeleton() {
  return (
    <div className="grid gap-2">
      <Loading what="the live blogs" />
      {[0, 1, 2, 3].map((each) => (
        <Skeleton key={each} className="h-16 rounded-xl" />
      ))}
    </div>
  )
}
