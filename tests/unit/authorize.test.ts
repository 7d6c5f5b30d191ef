import { describe, expect, it } from "vitest"
import type { Actor } from "@/lib/permissions/actor"
import { ACTIONS, type Action, isAllowed, type Resource } from "@/lib/permissions/authorize"
import type { Role } from "@/lib/permissions/roles"
import type { TokenScope } from "@/lib/permissions/token-scopes"

const BLOG: Resource = { blogId: "blog_one" }
const OWN_DRAFT: Resource = { ...BLOG, authorId: "user_me", state: "draft" }

const user = (role: Role, blogRoles: Record<string, Role | null> = {}): Actor => ({
  kind: "user",
  id: "user_me",
  name: "Me",
  role,
  blogRoles,
  source: "desk",
})
const token = (blogId: string | null, scope: TokenScope = "write"): Actor => ({
  kind: "token",
  id: "token_1",
  name: "Bot",
  blogId,
  scope,
  source: "api",
})
const source = (blogId: string, mayPublish: boolean): Actor => {
  return { kind: "receiver", id: "source_1", name: "Reporters", blogId, mayPublish, source: "telegram" }
}

const ACTORS = {
  contributor: user("contributor"),
  contributorWhoIsEditorHere: user("contributor", { blog_one: "editor" }),
  contributorWhoIsAdminHere: user("contributor", { blog_one: "admin" }),
  contributorWhoIsEditorElsewhere: user("contributor", { blog_two: "editor" }),
  editorWhoIsContributorHere: user("editor", { blog_one: "contributor" }),
  editorWithoutAccess: user("editor", { blog_one: null }),
  adminShutOut: user("admin", { blog_one: null }),
  editor: user("editor"),
  admin: user("admin"),
  tokenForAll: token(null),
  tokenOfBlog: token("blog_one"),
  tokenOfOther: token("blog_two"),
  tokenForDrafts: token(null, "draft"),
  tokenForDraftsOfOther: token("blog_two", "draft"),
  tokenThatReads: token("blog_one", "read"),
  sourceToQueue: source("blog_one", false),
  sourceToReaders: source("blog_one", true),
  sourceOfOther: source("blog_two", true),
} satisfies Record<string, Actor>
type Who = keyof typeof ACTORS

const ADMINS: Who[] = ["admin", "adminShutOut"]
const EDITORS: Who[] = ["editor", ...ADMINS, "contributorWhoIsEditorHere", "contributorWhoIsAdminHere"]
/** Without a blog the role counts that somebody has everywhere. */
const EDITORS_EVERYWHERE: Who[] = ["editor", "editorWhoIsContributorHere", "editorWithoutAccess", ...ADMINS]
const CONTRIBUTORS: Who[] = ["contributor", "contributorWhoIsEditorElsewhere", "editorWhoIsContributorHere"]
const TOKENS: Who[] = ["tokenForAll", "tokenOfBlog"]
/** Draft tokens are as good as others for drafts that programs wrote. */
const DRAFTERS: Who[] = [...TOKENS, "tokenForDrafts"]
/** A source that feeds the queue changes what waits; one that goes straight out also what is public. */
const SOURCES: Who[] = ["sourceToQueue", "sourceToReaders"]
const STRAIGHT_OUT: Who[] = ["sourceToReaders"]
const EVERYBODY = Object.keys(ACTORS) as Who[]
const UPLOADERS = EVERYBODY.filter((who) => who !== "tokenThatReads")

/** Who may do what. The type asks for a row for every action; the test below asks again at run time. */
const MATRIX: Record<Action, { resource: Resource; allowed: Who[] }[]> = {
  "desk.read": [{ resource: BLOG, allowed: [...CONTRIBUTORS, ...EDITORS, ...DRAFTERS, "tokenThatReads"] }],
  "blog.create": [{ resource: {}, allowed: [...EDITORS_EVERYWHERE, "tokenForAll"] }],
  "blog.edit": [{ resource: BLOG, allowed: [...EDITORS, ...TOKENS] }],
  "activity.read": [{ resource: BLOG, allowed: EDITORS }],
  "post.draft": [{ resource: BLOG, allowed: [...CONTRIBUTORS, ...EDITORS, ...DRAFTERS, ...SOURCES] }],
  "post.edit": [
    { resource: OWN_DRAFT, allowed: [...CONTRIBUTORS, ...EDITORS, ...TOKENS, ...SOURCES] },
    { resource: { ...OWN_DRAFT, state: "submitted" }, allowed: [...CONTRIBUTORS, ...EDITORS, ...TOKENS, ...SOURCES] },
    ...["scheduled", "published", "hidden", "deleted"].map((state) => ({
      resource: { ...OWN_DRAFT, state },
      allowed: [...EDITORS, ...TOKENS, ...STRAIGHT_OUT],
    })),
    { resource: { ...OWN_DRAFT, authorId: "user_other" }, allowed: [...EDITORS, ...TOKENS, ...SOURCES] },
    {
      resource: { ...OWN_DRAFT, state: "submitted", authorId: "user_other" },
      allowed: [...EDITORS, ...TOKENS, ...SOURCES],
    },
    { resource: { ...OWN_DRAFT, authorId: null }, allowed: [...EDITORS, ...DRAFTERS, ...SOURCES] },
    {
      resource: { ...OWN_DRAFT, authorId: null, state: "published" },
      allowed: [...EDITORS, ...TOKENS, ...STRAIGHT_OUT],
    },
  ],
  "post.publish": [{ resource: OWN_DRAFT, allowed: [...EDITORS, ...TOKENS, ...STRAIGHT_OUT] }],
  "post.remove": [
    { resource: OWN_DRAFT, allowed: [...CONTRIBUTORS, ...EDITORS, ...TOKENS, ...SOURCES] },
    { resource: { ...OWN_DRAFT, state: "submitted" }, allowed: [...CONTRIBUTORS, ...EDITORS, ...TOKENS, ...SOURCES] },
    ...["scheduled", "published", "hidden"].map((state) => ({
      resource: { ...OWN_DRAFT, state },
      allowed: [...EDITORS, ...TOKENS, ...STRAIGHT_OUT],
    })),
    { resource: { ...OWN_DRAFT, authorId: "user_other" }, allowed: [...EDITORS, ...TOKENS, ...SOURCES] },
    { resource: { ...OWN_DRAFT, authorId: null }, allowed: [...EDITORS, ...DRAFTERS, ...SOURCES] },
    {
      resource: { ...OWN_DRAFT, authorId: null, state: "published" },
      allowed: [...EDITORS, ...TOKENS, ...STRAIGHT_OUT],
    },
  ],
  "media.upload": [{ resource: {}, allowed: UPLOADERS }],
  "site.manage": [{ resource: {}, allowed: [...ADMINS, "tokenForAll"] }],
  "team.manage": [{ resource: BLOG, allowed: [...ADMINS, "contributorWhoIsAdminHere"] }],
  "people.manage": [{ resource: {}, allowed: ADMINS }],
  "token.manage": [{ resource: {}, allowed: ADMINS }],
}

describe("permissions", () => {
  it("have a row for every action", () => {
    expect(Object.keys(MATRIX).sort()).toEqual([...ACTIONS].sort())
  })

  for (const action of ACTIONS) {
    for (const { resource, allowed } of MATRIX[action]) {
      for (const who of EVERYBODY) {
        const may = allowed.includes(who)
        it(`${who} ${may ? "may" : "may not"} ${action} ${JSON.stringify(resource)}`, () => {
          expect(isAllowed(ACTORS[who], action, resource)).toBe(may)
        })
      }
    }
  }
})
