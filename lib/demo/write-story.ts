import { nextVersion } from "@/lib/changes/change-log"
import type { PostDocument } from "@/lib/content/document"
import type { Transaction } from "@/lib/db/client"
import { newEpoch, newId } from "@/lib/ids"
import type { StoredMedia } from "@/lib/media/media-store"
import type { Actor } from "@/lib/permissions/actor"
import { DEFAULT_METADATA } from "@/lib/posts/post-fields"
import { savePost } from "@/lib/posts/save-post"
import { withPicture } from "./build-document"
import { lastingPosts, type Story, type StoryPost } from "./story"

export const DEMO: Actor = { kind: "system", name: "Demo", source: "demo" }

/**
 * Writes a story as a blog that is over. Its posts have the times at which things happened, or, with `liveUntil`, such
 * that the last one came then and the blog is live. Its changes, like all changes, have the database's own times.
 */
export async function writeStory(
  tx: Transaction,
  story: Story,
  picture: StoredMedia,
  liveUntil?: Date,
): Promise<{ id: string; slug: string }> {
  const { slug, title, summary, language } = story
  const posts = lastingPosts(story)
  const times = posts.map((post) => Date.parse(post.at))
  const shift = liveUntil ? liveUntil.getTime() - Math.max(...times) : 0
  const [startedAt, endedAt] = [Math.min(...times), Math.max(...times)].map((time) => new Date(time + shift))
  const { id } = await tx.blog.create({
    data: { id: newId("blog"), slug, title, summary, language, epoch: newEpoch(), startedAt: startedAt ?? null },
  })
  for (const [index, post] of posts.entries()) {
    const at = new Date((times[index] ?? 0) + shift)
    await writePost(tx, { blogId: id, post, content: withPicture(post.content, picture), at })
  }
  if (!liveUntil) {
    await nextVersion(tx, id, { blogChanged: true })
    await tx.blog.update({ where: { id }, data: { status: "ended", endedAt: endedAt ?? null, revision: 2 } })
  }
  return { id, slug }
}

type Writing = { blogId: string; post: StoryPost; content: PostDocument; at: Date }

async function writePost(tx: Transaction, { blogId, post, content, at }: Writing): Promise<void> {
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
      ...DEFAULT_METADATA,
      authors: [{ name: post.author, picture: null }],
      publishedAt: at,
      editedAt: null,
      publishAt: null,
      deletedAt: null,
      stateBeforeDelete: null,
    },
  })
}
