import { readFile } from "node:fs/promises"
import type { Actor } from "@/lib/auth/actor"
import type { PostDocument } from "@/lib/content/document"
import { db, Prisma, type Transaction } from "@/lib/db/client"
import { newEpoch, newId } from "@/lib/ids"
import { takeVersion } from "@/lib/live/version-line"
import type { StoredMedia } from "@/lib/media/media-store"
import { savePicture } from "@/lib/media/save-picture"
import { savePost } from "@/lib/posts/save-post"
import { APOLLO_11 } from "./apollo-11/apollo-11"
import { withPicture } from "./build-document"
import { DEMO_PICTURE } from "./demo-picture"
import { lastingPosts, type Story, type StoryPost } from "./story"

const DEMO: Actor = { kind: "system", name: "Demo", source: "demo" }
/** Only one process seeds at a time. */
const SEEDING = 7_266_003
const TIMEOUT_MS = 60_000

/**
 * Gives a database without any blog one that is over, so that a newcomer sees a full page. Returns its address, or null
 * when there was a blog already. Its posts have the times at which things happened; its changes, like all changes,
 * the database's own.
 */
export async function seedDemo(): Promise<{ slug: string } | null> {
  if (await hasBlogs(db())) return null
  const picture = await savePicture(DEMO, await readFile(DEMO_PICTURE))
  return db().$transaction(
    async (tx) => {
      await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(${SEEDING})::text as locked`)
      return (await hasBlogs(tx)) ? null : writeStory(tx, APOLLO_11, picture)
    },
    { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
  )
}

async function hasBlogs(tx: Transaction): Promise<boolean> {
  return (await tx.blog.findFirst({ select: { id: true } })) !== null
}

async function writeStory(tx: Transaction, story: Story, picture: StoredMedia): Promise<{ slug: string }> {
  const { slug, title, summary, language } = story
  const posts = lastingPosts(story)
  const [startedAt, endedAt] = [posts[0], posts.at(-1)].map((post) => (post ? new Date(post.at) : null))
  const { id } = await tx.blog.create({
    data: {
      id: newId("blog"),
      slug,
      title,
      summary,
      language,
      epoch: newEpoch(),
      status: "live",
      startedAt: startedAt ?? null,
    },
  })
  for (const post of posts) await writePost(tx, id, post, withPicture(post.content, picture))
  await takeVersion(tx, id, { blogChanged: true })
  await tx.blog.update({ where: { id }, data: { status: "ended", endedAt: endedAt ?? null, revision: 2 } })
  return { slug }
}

async function writePost(tx: Transaction, blogId: string, post: StoryPost, content: PostDocument): Promise<void> {
  const at = new Date(post.at)
  await savePost(tx, {
    actor: DEMO,
    blog: { id: blogId, version: 0, now: at },
    before: null,
    id: newId("post"),
    action: "publish",
    fields: {
      state: "published",
      title: post.title ?? "",
      content,
      keyEvent: post.keyEvent ?? false,
      pinnedAt: post.pinned ? at : null,
      authorName: post.author,
      publishedAt: at,
      editedAt: null,
      publishAt: null,
      deletedAt: null,
      deletedFrom: null,
    },
  })
}
