import { beforeAll, describe, expect, it } from "vitest"
import { exportAuditLog } from "@/lib/audit/export-audit-log"
import { listAuditEvents, listAuditFilters } from "@/lib/audit/read-audit-log"
import { listSiteEvents } from "@/lib/audit/read-site-events"
import { createApiToken, listApiTokens, revokeApiToken } from "@/lib/auth/api-tokens"
import { invitePerson, listInvites, revokeInvite } from "@/lib/auth/invites"
import { changeRole, disablePerson, enablePerson, endSessions, listPeople } from "@/lib/auth/people"
import { createBlog } from "@/lib/blogs/create-blog"
import { editBlog } from "@/lib/blogs/edit-blog"
import { createPreviewLink, revokePreviewLink } from "@/lib/blogs/preview-link"
import { listBlogs, requireBlog, requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { changeTeamRole, listTeam } from "@/lib/blogs/team"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { editSite, getSiteForEditing } from "@/lib/edit-site-settings"
import { savePicture } from "@/lib/media/save-picture"
import type { Actor } from "@/lib/permissions/actor"
import { ACTIONS, type Action } from "@/lib/permissions/authorize"
import { bulkEdit } from "@/lib/posts/bulk-edit"
import { createPost } from "@/lib/posts/create-post"
import { deletePost, restorePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { listRevisions, requireRevision, requireRevisionOfPost, restoreRevision } from "@/lib/posts/history"
import { listPins, orderPins } from "@/lib/posts/order-pins"
import { listBylines } from "@/lib/posts/read-bylines"
import { countQueue, listPosts, readSearchChoices, requirePost } from "@/lib/posts/read-posts"

import { listTags } from "@/lib/posts/read-tags"
import { deleteTemplate, listTemplates, renameTemplate, saveTemplate } from "@/lib/posts/templates"
import { undoRevision } from "@/lib/posts/undo"
import { useDatabase } from "../setup/database"

const SYSTEM: Actor = { kind: "system", name: "test", source: "desk" }
const content = documentFromText("Words")

/** Somebody who may do none of these: a token of another blog, and a contributor on another's published post. */
const STRANGER: Actor = {
  kind: "token",
  id: "token_x",
  name: "Bot",
  blogId: "blog_other",
  scope: "write",
  source: "api",
}
const CONTRIBUTOR: Actor = { kind: "user", id: "user_x", name: "C", role: "contributor", source: "desk" }

type Place = { blogId: string; slug: string; postId: string; templateId: string }
type Door = [name: string, actor: Actor, open: (actor: Actor, place: Place) => Promise<unknown>]

/** Every function of `lib` that changes something or reads the desk's data, under the action that guards it. */
const DOORS: Record<Action, Door[]> = {
  "desk.read": [
    ["requireBlog", STRANGER, (actor, { blogId }) => requireBlog(actor, blogId)],
    ["requireBlogBySlug", STRANGER, (actor, { slug }) => requireBlogBySlug(actor, slug)],
    ["listPosts", STRANGER, (actor, { blogId }) => listPosts(actor, blogId)],
    ["readSearchChoices", STRANGER, (actor, { blogId }) => readSearchChoices(actor, blogId)],
    ["listRevisions", STRANGER, (actor, { blogId, postId }) => listRevisions(actor, blogId, postId)],
    ["requireRevision", STRANGER, (actor, { blogId, postId }) => requireRevision(actor, blogId, postId, 1)],
    ["requireRevisionOfPost", STRANGER, (actor, { postId }) => requireRevisionOfPost(actor, postId, 1)],
    [
      "changePosts",
      STRANGER,
      (actor, { blogId, postId }) => bulkEdit(actor, blogId, { postIds: [postId], change: { kind: "hide" } }),
    ],
    ["requirePost", STRANGER, (actor, { blogId, postId }) => requirePost(actor, blogId, postId)],
    ["countQueue", STRANGER, (actor, { blogId }) => countQueue(actor, blogId)],
    ["listPins", STRANGER, (actor, { blogId }) => listPins(actor, blogId)],
    ["listTags", STRANGER, (actor, { blogId }) => listTags(actor, blogId)],
    ["listBylines", STRANGER, (actor, { blogId }) => listBylines(actor, blogId)],
    ["listTemplates", STRANGER, (actor, { blogId }) => listTemplates(actor, blogId)],
  ],
  "activity.read": [
    ["listActivity by a contributor", CONTRIBUTOR, (actor, { blogId }) => listAuditEvents(actor, blogId, {})],
    ["listActivity by a token", STRANGER, (actor, { blogId }) => listAuditEvents(actor, blogId, {})],
    ["listActivityFilters", CONTRIBUTOR, (actor, { blogId }) => listAuditFilters(actor, blogId)],
    ["exportActivity", CONTRIBUTOR, (actor, { blogId }) => exportAuditLog(actor, blogId, {}, "csv")],
  ],
  "blog.create": [
    ["createBlog by a contributor", CONTRIBUTOR, (actor) => createBlog(actor, { slug: "mine", title: "Mine" })],
    ["createBlog by a token of one blog", STRANGER, (actor) => createBlog(actor, { slug: "mine", title: "Mine" })],
    [
      "saveTemplate for all blogs",
      STRANGER,
      (actor, { blogId }) => saveTemplate(actor, blogId, { name: "Mine", content, everywhere: true }),
    ],
  ],
  "blog.edit": [
    ["startRehearsal", CONTRIBUTOR, (actor, { blogId }) => createPreviewLink(actor, blogId)],
    ["endRehearsal", STRANGER, (actor, { blogId }) => revokePreviewLink(actor, blogId)],
    ["listTeam by a contributor", CONTRIBUTOR, (actor, { blogId }) => listTeam(actor, blogId)],
    ["editBlog by a contributor", CONTRIBUTOR, (actor, { blogId }) => editBlog(actor, blogId, { title: "Mine" })],
    ["editBlog by another blog's token", STRANGER, (actor, { blogId }) => editBlog(actor, blogId, { title: "Mine" })],
    [
      "saveTemplate by a contributor",
      CONTRIBUTOR,
      (actor, { blogId }) => saveTemplate(actor, blogId, { name: "Mine", content }),
    ],
    ["renameTemplate by a contributor", CONTRIBUTOR, (actor, place) => renameTemplate(actor, place.templateId, "Mine")],
    ["deleteTemplate by another blog's token", STRANGER, (actor, place) => deleteTemplate(actor, place.templateId)],
  ],
  "post.draft": [
    ["createPost", STRANGER, (actor, { blogId }) => createPost(actor, blogId, { content, state: "draft" })],
  ],
  "post.publish": [
    ["orderPins by a contributor", CONTRIBUTOR, (actor, { blogId, postId }) => orderPins(actor, blogId, [postId])],
    ["orderPins by another blog's token", STRANGER, (actor, { blogId, postId }) => orderPins(actor, blogId, [postId])],
    [
      "createPost with a correction",
      CONTRIBUTOR,
      (actor, { blogId }) => createPost(actor, blogId, { content, state: "draft", correction: "It was Tuesday." }),
    ],
    ["createPost", CONTRIBUTOR, (actor, { blogId }) => createPost(actor, blogId, { content })],
    [
      "createPost for later",
      CONTRIBUTOR,
      (actor, { blogId }) => createPost(actor, blogId, { content, state: "draft", publishAt: "2030-01-01T00:00:00Z" }),
    ],
  ],
  "post.edit": [
    ["editPost by a contributor", CONTRIBUTOR, (actor, { postId }) => editPost(actor, postId, { title: "Mine" })],
    ["restoreRevision by a contributor", CONTRIBUTOR, (actor, { postId }) => restoreRevision(actor, postId, 1)],
    ["undoDeed by a contributor", CONTRIBUTOR, (actor, { postId }) => undoRevision(actor, postId, 1)],
    ["editPost by another blog's token", STRANGER, (actor, { postId }) => editPost(actor, postId, { title: "Mine" })],
  ],
  "post.remove": [
    ["deletePost by a contributor", CONTRIBUTOR, (actor, { postId }) => deletePost(actor, postId)],
    ["restorePost by another blog's token", STRANGER, (actor, { postId }) => restorePost(actor, postId)],
  ],
  "media.upload": [],
  "site.manage": [
    ["getSiteForEditing by an editor", { ...CONTRIBUTOR, role: "editor" }, getSiteForEditing],
    ["editSite by an editor", { ...CONTRIBUTOR, role: "editor" }, (actor) => editSite(actor, { name: "Mine" })],
    ["editSite by a token of one blog", STRANGER, (actor) => editSite(actor, { name: "Mine" })],
    ["listSiteEvents", CONTRIBUTOR, listSiteEvents],
  ],
  "team.manage": [
    [
      "changeTeamRole by a contributor",
      CONTRIBUTOR,
      (actor, { blogId }) => changeTeamRole(actor, blogId, "user_x", "editor"),
    ],
    [
      "changeTeamRole by an editor",
      { ...CONTRIBUTOR, role: "editor" },
      (actor, { blogId }) => changeTeamRole(actor, blogId, "user_x", "admin"),
    ],
    [
      "changeTeamRole by a token",
      { ...STRANGER, blogId: null },
      (actor, { blogId }) => changeTeamRole(actor, blogId, "user_x", "admin"),
    ],
  ],
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
  const place: Place = { blogId: "", slug: "locked", postId: "", templateId: "" }

  beforeAll(async () => {
    place.blogId = (await createBlog(SYSTEM, { slug: place.slug, title: "Locked" })).id
    place.postId = (await createPost(SYSTEM, place.blogId, { content })).id
    place.templateId = (await saveTemplate(SYSTEM, place.blogId, { name: "Goal", content })).id
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

  it("somebody shut out of one blog finds all its doors locked, whatever their role elsewhere", async () => {
    const shutOut: Actor = { ...CONTRIBUTOR, role: "editor", blogRoles: { [place.blogId]: null } }
    const doors = [...DOORS["desk.read"], ...DOORS["blog.edit"], ...DOORS["post.draft"], ...DOORS["post.publish"]]
    for (const [name, , open] of [...doors, ...DOORS["post.edit"], ...DOORS["post.remove"], ...DOORS["team.manage"]]) {
      await expect(open(shutOut, place), name).rejects.toMatchObject({ code: "forbidden" })
    }
    expect((await listBlogs(shutOut)).map(({ id }) => id)).not.toContain(place.blogId)
  })

  it("a contributor who is editor of one blog publishes there and nowhere else", async () => {
    const other = await createBlog(SYSTEM, { slug: "elsewhere", title: "Elsewhere" })
    const { id } = await db().user.create({ data: { id: "user_here", name: "Here", email: "here@newsroom.example" } })
    const here: Actor = { ...CONTRIBUTOR, id, blogRoles: { [place.blogId]: "editor" } }
    expect((await createPost(here, place.blogId, { content })).state).toBe("published")
    await expect(createPost(here, other.id, { content })).rejects.toMatchObject({ code: "forbidden" })
    expect((await createPost(here, other.id, { content, state: "draft" })).state).toBe("draft")
  })

  it("a token of one blog lists that blog alone", async () => {
    expect(await listBlogs(STRANGER)).toEqual([])
  })

  it("nobody's upload is stored before it is known to be a picture", async () => {
    await expect(savePicture(CONTRIBUTOR, new Uint8Array([1, 2, 3]))).rejects.toMatchObject({ code: "picture_type" })
  })
})
