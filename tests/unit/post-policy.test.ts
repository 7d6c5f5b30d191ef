import { describe, expect, it } from "vitest"
import { postActions } from "@/components/desk/timeline/post-actions"
import { postRights } from "@/components/desk/timeline/post-rights"
import type { Actor } from "@/lib/permissions/actor"
import { authorizeStep, canTransition, POST_STATES, type PostState, rightsFor } from "@/lib/permissions/post-policy"
import type { Role } from "@/lib/permissions/roles"
import type { DeskPost } from "@/lib/posts/post-schemas"

const actor = (role: Role): Actor => ({ kind: "user", source: "desk", id: "user_ann", name: "Ann", role })
const post = (state: PostState, authorId = "user_ann") =>
  ({ blogId: "blog_1", authorId, state, pinnedAt: null, keyEvent: false }) as DeskPost
const isPermitted = (role: Role, state: PostState, step: Parameters<typeof authorizeStep>[2]) => {
  try {
    authorizeStep(actor(role), post(state), step)
    return true
  } catch {
    return false
  }
}

describe("the policy of posts", () => {
  it("lets contributors submit and withdraw their own drafts, and only editors move a post further", () => {
    expect(isPermitted("contributor", "draft", { state: "submitted" })).toBe(true)
    expect(isPermitted("contributor", "submitted", { state: "draft" })).toBe(true)
    expect(isPermitted("contributor", "submitted", { state: "deleted" })).toBe(true)
    for (const state of ["published", "scheduled", "hidden"] as const) {
      expect(isPermitted("contributor", "draft", { state })).toBe(false)
      expect(isPermitted("contributor", state, { state })).toBe(false)
      expect(isPermitted("editor", "draft", { state })).toBe(true)
    }
    expect(isPermitted("contributor", "submitted", { state: "draft", editorsFields: true })).toBe(false)
  })

  it("brings a deleted post back by restoring alone, and schedules only what readers have not seen", () => {
    for (const state of POST_STATES) {
      expect(canTransition("deleted", state)).toBe(false)
      expect(canTransition(state, "deleted")).toBe(false)
      expect(canTransition(state, "scheduled")).toBe(["draft", "submitted", "scheduled"].includes(state))
      expect(rightsFor({ state }, { state: "deleted" })).toEqual(["post.remove"])
    }
  })

  it("decides the desk's buttons: people see those that the server accepts from them", () => {
    const names = (role: Role, state: PostState, authorId?: string) => {
      const viewer = { id: "user_ann", name: "Ann", role }
      return postActions(post(state, authorId), postRights(viewer, post(state, authorId))).map(({ name }) => name)
    }
    expect(names("editor", "draft")).toEqual(["Publish", "Schedule", "Edit", "Pin", "Key event", "Breaking"])
    expect(names("editor", "published")).toEqual(["Edit", "Hide", "Change time", "Pin", "Key event", "Breaking"])
    expect(names("editor", "hidden")).toContain("Show")
    expect(names("editor", "deleted")).toEqual([])
    expect(names("contributor", "draft")).toEqual(["Submit for approval", "Edit"])
    expect(names("contributor", "draft", "user_bob")).toEqual([])
    expect(names("contributor", "published")).toEqual([])
    for (const role of ["editor", "contributor"] as const) {
      for (const state of POST_STATES) {
        const viewer = { id: "user_ann", name: "Ann", role }
        for (const { does } of postActions(post(state), postRights(viewer, post(state)))) {
          if (does === "edit" || "ask" in does) continue
          expect(isPermitted(role, state, { state: does.change.state ?? state })).toBe(true)
        }
      }
    }
  })
})
