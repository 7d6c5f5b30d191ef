import { withTimeout } from "@/components/desk/forms/request-json"
import { attempt, isSignedOut, type Result } from "@/components/desk/forms/result"
import type { PendingSave } from "@/components/desk/outbox/outbox-store"
import type { Revision } from "@/lib/posts/history"
import type { CreatePostInput, DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import { type Draft, fingerprint, isSame, type PostMetadata, SIDE_METADATA, toDraft } from "./draft"

export type ComposerActions = {
  create: (post: CreatePostInput, idempotencyKey: string) => Promise<Result<DeskPost>>
  edit: (postId: string, post: EditPostInput, revision: number, idempotencyKey: string) => Promise<Result<DeskPost>>
  readRevision: (postId: string, number: number) => Promise<Result<Revision>>
}

/** A colleague's newer text, this editor's text, and the text that both started from. `by`: who saved it, if known. */
export type SaveConflict = { theirs: DeskPost; mine: Draft; base: Draft; by: string | null }

/** What was saved, with the text it was made from. */
export type OutgoingText = {
  id: string
  save: PendingSave
  mine: Draft
  base: { words: Draft; known: boolean }
}

type SendOptions = {
  actions: ComposerActions
  /** Asks for the password; false when the editor declines or is writing. */
  signIn: () => Promise<boolean>
}

/** Sends a text by its server action. A newer text of a colleague that touches the same parts is a conflict. */
export async function sendText(
  { id, save, mine, base }: OutgoingText,
  { actions, signIn }: SendOptions,
): Promise<Result<DeskPost> | SaveConflict> {
  const call = (revision?: number) =>
    withTimeout(
      attempt(() =>
        save.kind === "create"
          ? actions.create(save.post, id)
          : actions.edit(save.postId, save.post, revision ?? save.revision, id),
      ),
    )
  const signedIn = async (revision?: number) => {
    const result = await call(revision)
    const again = !result.ok && isSignedOut(result.error) && (await signIn())
    return again ? call(revision) : result
  }
  const result = await signedIn()
  const newer = result.ok ? null : newerPost(result)
  if (!newer || save.kind === "create") return result
  // An earlier try arrived, only its response did not.
  if (isSame(toDraft(newer), mine) && newer.state === (save.post.state ?? newer.state)) return { ok: true, data: newer }
  // A colleague hid or pinned it; the text is still the one that was edited.
  if (base.known && isUntouched(toDraft(newer), base.words, mine)) return signedIn(newer.revision)
  const saved = attempt(() => actions.readRevision(newer.id, newer.revision))
  const start = base.known ? { ok: true as const, data: base.words } : await readBase(actions, newer, save.revision)
  if (!start.ok) return start
  const saver = await saved
  return { theirs: newer, mine, base: start.data, by: saver.ok ? saver.data.actorName : null }
}

/** Fields that this editor did not touch are not sent: a colleague may have set them. */
export function withoutUntouched(mine: Draft, base: Draft): EditPostInput {
  const isSameMark = (mark: keyof PostMetadata) => JSON.stringify(mine[mark]) === JSON.stringify(base[mark])
  return Object.fromEntries(SIDE_METADATA.filter(isSameMark).map((mark) => [mark, undefined]))
}

// A text kept from before a crash was written on a revision that this page never had.
async function readBase(actions: ComposerActions, newer: DeskPost, number: number): Promise<Result<Draft>> {
  const result = await attempt(() => actions.readRevision(newer.id, number))
  if (!result.ok) return result
  const { title, content, keyEvent, tags, correction, authors, pinned, alertMinutes } = result.data
  const pinnedAt = pinned ? newer.savedAt : null
  return {
    ok: true,
    data: toDraft({ ...newer, title, content, keyEvent, tags, correction, authors, pinnedAt, alertMinutes }),
  }
}

/** True when a colleague changed nothing of what this editor changed, and no word of the text. */
function isUntouched(theirs: Draft, base: Draft, mine: Draft): boolean {
  const differs = (a: Draft, b: Draft, mark: keyof PostMetadata) => JSON.stringify(a[mark]) !== JSON.stringify(b[mark])
  const isFree = SIDE_METADATA.every((mark) => !differs(mine, base, mark) || !differs(theirs, base, mark))
  return isFree && fingerprint(theirs) === fingerprint(base)
}

function newerPost(result: Exclude<Result<DeskPost>, { ok: true }>): DeskPost | null {
  const post = result.error.code === "stale_revision" ? result.details?.post : null
  return (post as DeskPost | null | undefined) ?? null
}
