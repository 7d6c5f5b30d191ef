import { randomBytes } from "node:crypto"
import { createBlog } from "@/lib/blogs/create-blog"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { bulkEdit } from "@/lib/posts/bulk-edit"
import { createPost } from "@/lib/posts/create-post"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import type { CreatePostInput } from "@/lib/posts/post-schemas"
import { saveTemplate } from "@/lib/posts/templates"
import { createSource } from "@/lib/receivers/sources"

export const SYSTEM: Actor = { kind: "system", name: "test", source: "desk" }
export const WORDS = documentFromText("Words")

let made = 0
/** A number that no other call of this run gets. */
export function next(): number {
  made += 1
  return made
}

/** A live blog of the test, and what a single call needs: each is made anew, so that no call sees another's doing. */
export class World {
  private constructor(
    readonly blogId: string,
    readonly slug: string,
    readonly otherBlogId: string,
  ) {}

  static async make(): Promise<World> {
    const blog = await createBlog(SYSTEM, { slug: "the-blog", title: "The blog" })
    const other = await createBlog(SYSTEM, { slug: "another", title: "Another" })
    return new World(blog.id, blog.slug, other.id)
  }

  post(fields: Partial<CreatePostInput> = {}): Promise<{ id: string; revision: number }> {
    return createPost(SYSTEM, this.blogId, { content: WORDS, ...fields })
  }

  /** A draft that this person began. */
  async ownDraft(userId: string): Promise<{ id: string; revision: number }> {
    const post = await this.post({ state: "draft" })
    const author = await db().user.findUnique({ where: { id: userId }, select: { id: true } })
    await db().post.update({ where: { id: post.id }, data: { authorId: author?.id ?? null } })
    return post
  }

  async edited(): Promise<{ id: string; revision: number }> {
    const { id } = await this.post()
    return editPost(SYSTEM, id, { title: "Edited" })
  }

  async deleted(): Promise<{ id: string }> {
    const post = await this.post()
    await deletePost(SYSTEM, post.id)
    return post
  }

  /** Something that was done to two posts at once. */
  async group(): Promise<string> {
    const postIds = [(await this.post()).id, (await this.post()).id]
    const { groupId } = await bulkEdit(SYSTEM, this.blogId, { postIds, change: { kind: "hide" } })
    return groupId ?? ""
  }

  async template(everywhere = false): Promise<string> {
    const name = `Template ${next()}`
    const { id } = await saveTemplate(SYSTEM, this.blogId, { name, content: WORDS, everywhere })
    return id
  }

  /** Somebody without any right, to be managed. */
  async victim(): Promise<string> {
    const id = `user_victim${next()}`
    await db().user.create({ data: { id, name: "Victim", email: `${id}@newsroom.example` } })
    return id
  }

  async invite(): Promise<string> {
    const id = `invite_${next()}`
    await db().invite.create({
      data: { id, tokenHash: id, email: `${id}@b.example`, name: "New", role: "editor", expiresAt: tomorrow() },
    })
    return id
  }

  /** Of a blog that has no other one of these. */
  async source(): Promise<string> {
    await db().receiverSource.deleteMany({ where: { blogId: this.blogId } })
    const { source } = await createSource(SYSTEM, this.blogId, {
      kind: "telegram",
      name: `Source ${next()}`,
      secrets: { botToken: "123456789:AAE-Wg5lbnf8fLMvLBvRkPzN3cQ3Wb7t2uA" },
    })
    return source.id
  }

  async token(): Promise<string> {
    const id = `token_victim${next()}`
    await db().apiToken.create({ data: { id, name: "Victim", tokenHash: id, hint: "abcd" } })
    return id
  }

  /** Words that somebody left unsaved on the blog. Returns their tab. */
  async keptText(userId: string): Promise<string> {
    const writer = randomBytes(8).toString("hex")
    const user = await db().user.findUnique({ where: { id: userId }, select: { id: true } })
    if (!user) return writer
    const place = { userId, blogId: this.blogId, writer }
    await db().autosave.create({ data: { ...place, serial: 1, words: { text: "unsaved" } } })
    return writer
  }
}

function tomorrow(): Date {
  return new Date(Date.now() + 24 * 60 * 60 * 1000)
}
