import { describe, expect, it } from "vitest"
import type { Actor } from "@/lib/auth/actor"
import { ACTIONS, type Action, isAllowed, type Resource } from "@/lib/auth/authorize"
import type { Role } from "@/lib/auth/roles"

const BLOG: Resource = { blogId: "blog_one" }
const OWN_DRAFT: Resource = { ...BLOG, authorId: "user_me", state: "draft" }

const user = (role: Role): Actor => ({ kind: "user", id: "user_me", name: "Me", role, source: "desk" })
const token = (blogId: string | null): Actor => ({ kind: "token", id: "token_1", name: "Bot", blogId, source: "api" })

const ACTORS = {
  contributor: user("contributor"),
  editor: user("editor"),
  admin: user("admin"),
  tokenForAll: token(null),
  tokenOfBlog: token("blog_one"),
  tokenOfOther: token("blog_two"),
}
type Who = keyof typeof ACTORS

const EDITORS: Who[] = ["editor", "admin"]
const TOKENS: Who[] = ["tokenForAll", "tokenOfBlog"]
const EVERYBODY = Object.keys(ACTORS) as Who[]

/** Who may do what. The type asks for a row for every action; the test below asks again at run time. */
const MATRIX: Record<Action, { resource: Resource; allowed: Who[] }[]> = {
  "desk.read": [{ resource: BLOG, allowed: ["contributor", ...EDITORS, ...TOKENS] }],
  "blog.create": [{ resource: {}, allowed: [...EDITORS, "tokenForAll"] }],
  "blog.edit": [{ resource: BLOG, allowed: [...EDITORS, ...TOKENS] }],
  "post.draft": [{ resource: BLOG, allowed: ["contributor", ...EDITORS, ...TOKENS] }],
  "post.edit": [
    { resource: OWN_DRAFT, allowed: ["contributor", ...EDITORS, ...TOKENS] },
    { resource: { ...OWN_DRAFT, state: "published" }, allowed: [...EDITORS, ...TOKENS] },
    { resource: { ...OWN_DRAFT, authorId: "user_other" }, allowed: [...EDITORS, ...TOKENS] },
    { resource: { ...OWN_DRAFT, authorId: null }, allowed: [...EDITORS, ...TOKENS] },
  ],
  "post.publish": [{ resource: OWN_DRAFT, allowed: [...EDITORS, ...TOKENS] }],
  "post.remove": [
    { resource: OWN_DRAFT, allowed: ["contributor", ...EDITORS, ...TOKENS] },
    { resource: { ...OWN_DRAFT, state: "published" }, allowed: [...EDITORS, ...TOKENS] },
    { resource: { ...OWN_DRAFT, authorId: "user_other" }, allowed: [...EDITORS, ...TOKENS] },
  ],
  "media.upload": [{ resource: {}, allowed: EVERYBODY }],
  "people.manage": [{ resource: {}, allowed: ["admin"] }],
  "token.manage": [{ resource: {}, allowed: ["admin"] }],
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
