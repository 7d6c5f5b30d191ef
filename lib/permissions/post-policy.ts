import type { Actor } from "./actor"
import { type Action, authorize, isAllowed, type Resource } from "./authorize"

export const POST_STATES = ["draft", "submitted", "scheduled", "published", "hidden", "deleted"] as const
export type PostState = (typeof POST_STATES)[number]

/** The part of a post that decides who may change it. */
export type PostSubject = {
  blogId: string
  authorId: string | null
  state: PostState
  /** The state that a deleted post returns to; its rights follow from it. */
  stateBeforeDelete?: PostState | null
}

/** The part of a change that decides which right it takes. */
export type PostStep = {
  state: PostState
  /** Also changes a publication time, the correction or the review note. */
  editorsFields?: boolean
}

const EDITABLE = ["draft", "submitted", "published", "hidden"] as const

/** Per state, the states that an edit can set. Deleting and restoring are separate operations. */
const TRANSITIONS: Record<PostState, readonly PostState[]> = {
  draft: [...EDITABLE, "scheduled"],
  submitted: [...EDITABLE, "scheduled"],
  scheduled: [...EDITABLE, "scheduled"],
  published: EDITABLE,
  hidden: EDITABLE,
  deleted: [],
}

export function canTransition(from: PostState, to: PostState): boolean {
  return TRANSITIONS[from].includes(to)
}

/** Draft or submitted: authors move a post between these two themselves, and it has no time of publication. */
export function isUnpublished(state: PostState): boolean {
  return state === "draft" || state === "submitted"
}

/** Readers see the post, or saw it; or they will, at its time. */
export function isForReaders(state: PostState): boolean {
  return state === "scheduled" || wasShown(state)
}

/** Published, or hidden after it was. */
export function wasShown(state: PostState): boolean {
  return state === "published" || state === "hidden"
}

/** A note to the author goes with a submitted post that becomes a draft again. */
export function canRequestChanges(from: PostState, to: PostState): boolean {
  return from === "submitted" && to === "draft"
}

/** The rights that a change of a post takes. */
export function rightsFor(before: Pick<PostSubject, "state">, { state, editorsFields = false }: PostStep): Action[] {
  if (before.state === "deleted" || state === "deleted") return ["post.remove"]
  const moves = state !== before.state && !(isUnpublished(state) && isUnpublished(before.state))
  return moves || editorsFields ? ["post.edit", "post.publish"] : ["post.edit"]
}

/** Throws `forbidden` unless the actor has every right that the change takes. */
export function authorizeStep(actor: Actor, post: PostSubject, step: PostStep): void {
  for (const action of rightsFor(post, step)) authorize(actor, action, toResource(post))
}

export function canEdit(actor: Actor, post: PostSubject): boolean {
  return isAllowed(actor, "post.edit", toResource(post))
}

export function canPublish(actor: Actor, post: PostSubject): boolean {
  return isAllowed(actor, "post.publish", toResource(post))
}

export function canRemove(actor: Actor, post: PostSubject): boolean {
  return isAllowed(actor, "post.remove", toResource(post))
}

export function toResource({ blogId, authorId, state, stateBeforeDelete }: PostSubject): Resource {
  return { blogId, authorId, state: stateBeforeDelete ?? state }
}
