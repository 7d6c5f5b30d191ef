import { parseStoredDocument, presentBlog } from "@/lib/changes/presenters"
import { documentPictures } from "@/lib/content/pictures"
import { db } from "@/lib/db/client"
import type { TimeFormat } from "@/lib/i18n/format-dates"
import { postHeadline, postSummary } from "@/lib/i18n/post-headline"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { KeyEvent } from "@/lib/protocol/key-events"
import { staleIfError } from "@/lib/stale-cache"
import type { FrontPage, FrontPageBlog, FrontPageImage, FrontPageLead } from "./front-page"

const MAX_LIVE = 50
const MAX_ENDED = 30
const LINE_CHARACTERS = 140
const MOMENTS = 5
/** Among so many newest posts the picture is looked for: of the lead, and of a card. */
const PICTURE_WITHIN = 40
const CARD_WITHIN = 5

/** The public blogs for the front page, last changed first. While the database is away, the last known list. */
export async function readFrontPage(): Promise<FrontPage> {
  const page = await staleIfError("front", async () => {
    const [live, ended] = await Promise.all([readBlogs("live", MAX_LIVE), readBlogs("ended", MAX_ENDED)])
    const chosen = await db().blog.findFirst({ where: { status: "live", archivedAt: null, frontLead: true } })
    // What leads by its news has something to show.
    const first = live.find(({ id }) => id === chosen?.id) ?? live.find(({ posts }) => posts > 0) ?? ended[0] ?? live[0]
    const lead = first ? await readLead(first) : null
    return { live, ended, lead, stale: false, readAt: new Date().toISOString() }
  })
  return page ?? { live: [], ended: [], lead: null, stale: false, readAt: new Date().toISOString() }
}

async function readBlogs(status: "live" | "ended", take: number): Promise<FrontPageBlog[]> {
  const rows = await db().blog.findMany({
    where: { status, archivedAt: null },
    orderBy: { changedAt: "desc" },
    take,
    include: {
      posts: {
        where: { state: "published" },
        orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
        select: { id: true, title: true, content: true, publishedAt: true, editedAt: true },
        take: status === "live" ? CARD_WITHIN : 1,
      },
    },
  })
  return rows.flatMap((row) => {
    const blog = presentBlog(row)
    if (!blog) return []
    const newest = row.posts[0]
    return [
      {
        ...blog,
        updatedAt: visibleChange(row).toISOString(),
        latest: (newest && toMoment(newest, blog)[0]) ?? null,
        posts: row.publicCount,
        picture: blog.headerImage ?? newestPicture(row.posts),
      },
    ]
  })
}

type Changed = { changedAt: Date; endedAt: Date | null; posts: { publishedAt: Date | null; editedAt: Date | null }[] }

/** When readers last got something to read: a new colour or a deletion is no news. */
function visibleChange({ changedAt, endedAt, posts }: Changed): Date {
  const moments = [endedAt, ...posts.flatMap(({ publishedAt, editedAt }) => [publishedAt, editedAt])]
  const known = moments.flatMap((each) => each?.getTime() ?? [])
  return known.length > 0 ? new Date(Math.max(...known)) : changedAt
}

function newestPicture(posts: { content: unknown }[]): FrontPageImage | null {
  for (const { content } of posts) {
    const picture = documentPictures(parseStoredDocument(content))[0]
    if (picture) return picture.attrs
  }
  return null
}

type Row = { id: string; title: string; content: unknown; publishedAt: Date | null }

/** One line of a post, by the words that people wrote. */
function toMoment({ id, title, content, publishedAt }: Row, place: TimeFormat): KeyEvent[] {
  if (!publishedAt) return []
  const post = { title, content: parseStoredDocument(content), publishedAt: publishedAt.toISOString() }
  const line = title ? postHeadline(post, place) : postSummary(post, place, LINE_CHARACTERS)
  return [{ id, title: line, publishedAt: post.publishedAt }]
}

async function readLead({ id: blogId, headerImage, ...place }: PublicBlog): Promise<FrontPageLead> {
  const published = { blogId, state: "published" as const }
  const newestFirst = [{ publishedAt: "desc" as const }, { id: "desc" as const }]
  const [events, posts] = await Promise.all([
    db().post.findMany({
      where: { ...published, keyEvent: true, title: { not: "" } },
      orderBy: newestFirst,
      select: { id: true, title: true, publishedAt: true },
      take: MOMENTS,
    }),
    db().post.findMany({
      where: published,
      orderBy: newestFirst,
      select: { id: true, title: true, publishedAt: true, content: true },
      take: PICTURE_WITHIN,
    }),
  ])
  const moments =
    events.length > 0
      ? events.flatMap(({ id, title, publishedAt }) =>
          publishedAt ? [{ id, title, publishedAt: publishedAt.toISOString() }] : [],
        )
      : posts.slice(0, MOMENTS).flatMap((post) => toMoment(post, place))
  return { blogId, moments, picture: newestPicture(posts) ?? headerImage }
}
