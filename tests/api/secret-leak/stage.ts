import { randomBytes } from "node:crypto"
import sharp from "sharp"
import { editBlog } from "@/lib/blogs/edit-blog"
import { createPreviewLink } from "@/lib/blogs/preview-link"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { savePicture } from "@/lib/media/save-picture"
import { bulkEdit } from "@/lib/posts/bulk-edit"
import { createPost } from "@/lib/posts/create-post"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { restoreRevision } from "@/lib/posts/history"
import type { CreatePostInput } from "@/lib/posts/post-schemas"
import { saveTemplate } from "@/lib/posts/templates"
import { undoGroup, undoRevision } from "@/lib/posts/undo"
import { DESK, makeBlog } from "../../setup/story"

/*
 * A live blog in which every way in which words are not public, or no longer, has a word of its own. Each stands in the
 * title, the text, a tag and a byline of a post, and, where it has a picture, in that picture's alt text.
 */

/** A word that nobody outside may read: `canary`, how it is kept back, and an end that no other run has. */
export const canary = (way: string) => `canary${way}${RUN}`
const RUN = randomBytes(3).toString("hex")
export const SHOWN = `everybodymayread${RUN}`

type Made = { id: string; revision: number }
export type Stage = {
  slug: string
  blogId: string
  epoch: string
  /** A draft blog, one that was public and is not any more, and the address that it had before. */
  closed: string[]
  rehearsal: string
  /** All posts, public or not. */
  ids: string[]
  publicIds: string[]
  /** Posts that readers may not open. */
  goneIds: string[]
  /** Words and ids of pictures that were never public, and those that were. */
  never: string[]
  once: string[]
}

function words(word: string, fields: Partial<CreatePostInput> = {}): CreatePostInput {
  return {
    title: `Title ${word}`,
    content: documentFromText(`Text ${word}`),
    tags: ["common", `tag ${word}`],
    author: `Byline ${word}`,
    keyEvent: true,
    pinned: true,
    ...fields,
  }
}

async function picture(word: string): Promise<{ id: string; content: unknown }> {
  const [red = 0, green = 0, blue = 0] = randomBytes(3)
  const bytes = await sharp({
    create: { width: 330, height: 200, channels: 3, background: { r: red, g: green, b: blue } },
  })
    .png()
    .toBuffer()
  const { id, width, height } = await savePicture(DESK, bytes, word)
  const image = { type: "image", attrs: { mediaId: id, width, height, alt: `Picture ${word}`, caption: word } }
  return { id, content: { type: "doc", content: [...documentFromText(`Text ${word}`).content, image] } }
}

/** What is public at first; nothing of the others is there yet. */
export async function openStage() {
  const blog = await makeBlog({ title: "A blog", summary: canary("summary") })
  // Offered by the product, whose service this process does not know.
  await db().blog.update({ where: { id: blog.id }, data: { publisher: "pusher" } })
  const { id: blogId, slug, epoch } = await editBlog(DESK, blog.id, { summary: "What everybody may read" })
  return { blogId, slug, epoch }
}

/** Words that nobody outside ever was to read. */
export async function hideAll({ blogId }: { blogId: string }) {
  const make = (word: string, fields?: Partial<CreatePostInput>) => createPost(DESK, blogId, words(word, fields))
  const ways = ["draft", "submitted", "handedback", "scheduled", "undonedraft", "draftpicture"] as const
  const drawn = await picture(canary("draftpicture"))
  const posts: Record<(typeof ways)[number], Made> = {
    draft: await make(canary("draft"), { state: "draft" }),
    submitted: await make(canary("submitted"), { state: "submitted" }),
    handedback: await make(canary("handedback"), { state: "submitted" }),
    scheduled: await make(canary("scheduled"), { publishAt: new Date(Date.now() + 3_600_000).toISOString() }),
    undonedraft: await make(canary("undonedraft"), { state: "draft" }),
    draftpicture: await make(canary("draftpicture"), { state: "draft", content: drawn.content }),
  }
  await editPost(DESK, posts.handedback.id, { state: "draft", editorNote: canary("note") })
  await undoRevision(DESK, posts.undonedraft.id, 1)
  const approved = await make(`${SHOWN} approved`, { state: "submitted" })
  await editPost(DESK, approved.id, { state: "draft", editorNote: canary("approvalnote") })
  await editPost(DESK, approved.id, { state: "published" })
  await saveTemplate(DESK, blogId, {
    name: canary("template").slice(0, 40),
    content: documentFromText(canary("template")),
  })
  await keepWords(blogId)
  const draftBlog = await makeBlog({ title: canary("draftblog"), summary: canary("draftblog"), status: "draft" })
  await createPost(DESK, draftBlog.id, words(canary("draftblog")))
  const rehearsal = await createPreviewLink(DESK, draftBlog.id)
  return {
    posts: Object.values(posts),
    approved,
    draftBlog,
    rehearsal,
    never: [...ways, "note", "approvalnote", "template", "kept", "draftblog"].map(canary).concat(drawn.id),
  }
}

async function keepWords(blogId: string): Promise<void> {
  const userId = `user_${RUN}`
  await db().user.create({ data: { id: userId, name: canary("kept"), email: `${RUN}@newsroom.example` } })
  const place = { userId, blogId, writer: "0123456789abcdef" }
  await db().autosave.create({ data: { ...place, serial: 1, words: { title: canary("kept"), text: canary("kept") } } })
}

/** Words that everybody could read, and what takes each of them away again. */
export async function publishForNow({ blogId }: { blogId: string }) {
  const make = (word: string, fields?: Partial<CreatePostInput>) => createPost(DESK, blogId, words(word, fields))
  const drawn = await picture(canary("hiddenpicture"))
  const one = async (way: string, fields?: Partial<CreatePostInput>) => make(canary(way), fields)
  const posts = {
    hidden: await one("hidden"),
    hiddenpicture: await one("hiddenpicture", { content: drawn.content }),
    deleted: await one("deleted"),
    takenback: await one("takenback"),
    undone: await one("undone"),
    bulkhidden: await one("bulkhidden"),
    bulkdeleted: await one("bulkdeleted"),
    grouphidden: await one("grouphidden"),
    superseded: await one("superseded"),
    restored: await make(`${SHOWN} first`),
    correction: await make(`${SHOWN} corrected`, { correction: canary("correction") }),
  }
  await editPost(DESK, posts.restored.id, words(canary("restored")))
  const withdrawn = await makeBlog({ title: canary("withdrawn"), summary: canary("withdrawn") })
  await createPost(DESK, withdrawn.id, words(canary("withdrawn")))
  const moved = await editBlog(DESK, withdrawn.id, { slug: `${withdrawn.slug}-moved` })

  const takeBack = async () => {
    const set = (post: Made, state: "hidden" | "draft") => editPost(DESK, post.id, { state })
    await set(posts.hidden, "hidden")
    await set(posts.hiddenpicture, "hidden")
    await deletePost(DESK, posts.deleted.id)
    await set(posts.takenback, "draft")
    await undoRevision(DESK, posts.undone.id, 1)
    const many = (post: Made, kind: "hide" | "delete" | "show") =>
      bulkEdit(DESK, blogId, { postIds: [post.id], change: { kind } })
    await many(posts.bulkhidden, "hide")
    await many(posts.bulkdeleted, "delete")
    // Hidden, shown again, and that taken back.
    await many(posts.grouphidden, "hide")
    const { groupId } = await many(posts.grouphidden, "show")
    await undoGroup(DESK, groupId ?? "")
    const corrected = { title: `Title ${SHOWN}`, content: documentFromText(`Text ${SHOWN}`), tags: ["common"] }
    await editPost(DESK, posts.superseded.id, { ...corrected, author: SHOWN })
    await restoreRevision(DESK, posts.restored.id, 1)
    await editPost(DESK, posts.correction.id, { correction: "" })
    await editBlog(DESK, withdrawn.id, { status: "draft" })
  }
  const { superseded, restored, correction, ...gone } = posts
  return {
    kept: [superseded, restored, correction],
    gone: Object.values(gone),
    closed: [withdrawn.slug, moved.slug],
    takeBack,
    once: [...Object.keys(posts), "withdrawn", "summary"].map(canary).concat(drawn.id),
  }
}
