import { beforeAll, describe, expect, it } from "vitest"
import type { Actor } from "@/lib/auth/actor"
import { createApiToken, listApiTokens, revokeApiToken } from "@/lib/auth/api-tokens"
import { ACTIONS, type Action } from "@/lib/auth/authorize"
import { invitePerson, listInvites, revokeInvite } from "@/lib/auth/invites"
import { changeRole, disablePerson, enablePerson, endSessions, listPeople } from "@/lib/auth/people"
import { createBlog } from "@/lib/blogs/create-blog"
import { editBlog } from "@/lib/blogs/edit-blog"
import { listBlogs, requireBlog, requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { documentFromText } from "@/lib/content/plain-text"
import { savePicture } from "@/lib/media/save-picture"
import { createPost } from "@/lib/posts/create-post"
import { editPost } from "@/lib/posts/edit-post"
import { listPosts, requirePost } from "@/lib/posts/read-posts"
import { deletePost, restorePost } from "@/lib/posts/remove-post"
import { useDatabase } from "../setup/database"

const SYSTEM: Actor = { kind: "system", name: "test", source: "desk" }
const content = documentFromText("Words")

/** Somebody who may do none of these: a token of another blog, and a contributor on another's published post. */
const STRANGER: Actor = { kind: "token", id: "token_x", name: "Bot", blogId: "blog_other", source: "api" }
const CONTRIBUTOR: Actor = { kind: "user", id: "user_x", name: "C", role: "contributor", source: "desk" }

type Place = { blogId: string; slug: string; postId: string }
type Door = [name: string, actor: Actor, open: (actor: Actor, place: Place) => Promise<unknown>]

/** Every function of `lib` that changes something or reads the desk's data, under the action that guards it. */
const DOORS: Record<Action, Door[]> = {
  "desk.read": [
    ["requireBlog", STRANGER, (actor, { blogId }) => requireBlog(actor, blogId)],
    ["requireBlogBySlug", STRANGER, (actor, { slug }) => requireBlogBySlug(actor, slug)],
    ["listPosts", STRANGER, (actor, { blogId }) => listPosts(actor, blogId)],
    ["requirePost", STRANGER, (actor, { blogId, postId }) => requirePost(actor, blogId, postId)],
  ],
  "blog.create": [
    ["createBlog by a contributor", CONTRIBUTOR, (actor) => createBlog(actor, { slug: "mine", title: "Mine" })],
    ["createBlog by a token of one blog", STRANGER, (actor) => createBlog(actor, { slug: "mine", title: "Mine" })],
  ],
  "blog.edit": [
    ["editBlog by a contributor", CONTRIBUTOR, (actor, { blogId }) => editBlog(actor, blogId, { title: "Mine" })],
    ["editBlog by another blog's token", STRANGER, (actor, { blogId }) => editBlog(actor, blogId, { title: "Mine" })],
  ],
  "post.draft": [
    ["createPost", STRANGER, (actor, { blogId }) => createPost(actor, blogId, { content, state: "draft" })],
  ],
  "post.publish": [
    ["createPost", CONTRIBUTOR, (actor, { blogId }) => createPost(actor, blogId, { content })],
    [
      "createPost for later",
      CONTRIBUTOR,
      (actor, { blogId }) => createPost(actor, blogId, { content, state: "draft", publishAt: "2030-01-01T00:00:00Z" }),
    ],
  ],
  "post.edit": [
    ["editPost by a contributor", CONTRIBUTOR, (actor, { postId }) => editPost(actor, postId, { title: "Mine" })],
    ["editPost by another blog's token", STRANGER, (actor, { postId }) => editPost(actor, postId, { title: "Mine" })],
  ],
  "post.remove": [
    ["deletePost by a contributor", CONTRIBUTOR, (actor, { postId }) => deletePost(actor, postId)],
    ["restorePost by another blog's token", STRANGER, (actor, { postId }) => restorePost(actor, postId)],
  ],
  "media.upload": [],
  "people.manage": [
    ["listPeople", CONTRIBUTOR, listPeople],
    ["listInvites", CONTRIBUTOR, listInvites],
    ["invitePerson", CONTRIBUTOR, (actor) => invitePerson(actor, { email: "a@b.example", name: "A", role: "admin" })],
    ["revokeInvite", CONTRIBUTOR, (actor) => revokeInvite(actor, "invite_1")],
    ["changeRole", CONTRIBUTOR, (actor) => changeRole(actor, "user_x", "admin")],
    ["disablePerson", CONTRIBUTOR, (actor) => disablePerson(actor, "user_y")],
    ["enablePerson", CONTRIBUTOR, (actor) => enablePerson(actor, "user_y")],
    ["endSessions", CONTRIBUTOR, (actor) => endSessions(actor, "user_y")],
  ],
  "token.manage": [
    ["listApiTokens", CONTRIBUTOR, listApiTokens],
    ["createApiToken by a token", STRANGER, (actor) => createApiToken(actor, { name: "More" })],
    ["createApiToken", CONTRIBUTOR, (actor) => createApiToken(actor, { name: "More" })],
    ["revokeApiToken", CONTRIBUTOR, (actor) => revokeApiToken(actor, "token_1")],
  ],
}

describe("every door in lib is locked by itself, whatever page or address leads to it", () => {
  useDatabase()
  const place: Place = { blogId: "", slug: "locked", postId: "" }

  beforeAll(async () => {
    place.blogId = (await createBlog(SYSTEM, { slug: place.slug, title: "Locked" })).id
    place.postId = (await createPost(SYSTEM, place.blogId, { content })).id
  })

  it("names the doors of every action", () => {
    expect(Object.keys(DOORS).sort()).toEqual([...ACTIONS].sort())
  })

  for (const action of ACTIONS) {
    for (const [name, actor, open] of DOORS[action]) {
      it(`${action}: ${name}`, async () => {
        await expect(open(actor, place)).rejects.toMatchObject({ code: "forbidden" })
      })
    }
  }

  it("a token of one blog lists that blog alone", async () => {
    expect(await listBlogs(STRANGER)).toEqual([])
  })

  it("nobody's upload is stored before it is known to be a picture", async () => {
    await expect(savePicture(CONTRIBUTOR, new Uint8Array([1, 2, 3]))).rejects.toMatchObject({ code: "picture_type" })
  })
})
