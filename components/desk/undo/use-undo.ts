"use client"

import { useRouter } from "next/navigation"
import { useCallback, useEffect, useMemo, useRef } from "react"
import { toast } from "sonner"
import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import type { ComposerHandle } from "@/components/desk/composer/composer-handle"
import { attempt, type Result } from "@/components/desk/forms/result"
import { paths } from "@/lib/paths"
import type { PostState } from "@/lib/permissions/post-policy"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { GroupResult } from "@/lib/posts/save-group"
import type { DeskActions } from "../desk-actions"

const STATES: Record<PostState, string> = {
  draft: "Draft saved",
  submitted: "Submitted",
  scheduled: "Scheduled",
  published: "Published",
  hidden: "Hidden",
  deleted: "Deleted",
}

/** What was done to a post, in a word or two; `before` is null for a new one. */
function describeUndo(before: DeskPost | null, after: DeskPost): string {
  if (!before) return STATES[after.state]
  if (before.state !== after.state) {
    if (before.state === "deleted") return "Restored"
    if (after.state === "draft") return "Moved to drafts"
    return before.state === "hidden" && after.state === "published" ? "Shown" : STATES[after.state]
  }
  if ((before.pinnedAt === null) !== (after.pinnedAt === null)) return after.pinnedAt ? "Pinned" : "Unpinned"
  if (before.alertMinutes !== after.alertMinutes) return after.alertMinutes > 0 ? "Shown as breaking" : "Alert ended"
  if (before.publishedAt !== after.publishedAt) return "Time changed"
  if (before.publishAt !== after.publishAt) return "Rescheduled"
  return "Saved"
}

/** Something done here that can be taken back: the change that made one revision, or a group of them. */
type Deed = { name: string; isUndo: boolean; toastId?: string | number; isQuiet?: true; sent?: Sent } & (
  | { postId: string; revision: number }
  | { groupId: string }
)

/** The text of a new post and when it was saved: for a while, undo returns it to the composer. */
type Sent = { words: LocalAutosave; at: number }

const MAX_UNDO_STEPS = 50
/** As long as the message with its "Undo", and a little for the hand. */
const RETURN_MS = 12_000

/**
 * Remembers what this editor did on this page. Each deed is told in a message with "Undo"; Ctrl or Cmd+Z outside of text
 * fields takes back the newest, with Shift does it again. Taking back is a change like any other, so that "Redo" is its undo.
 */
export function useUndo(
  actions: DeskActions,
  put: (...posts: DeskPost[]) => void,
  composer: () => ComposerHandle | undefined,
) {
  const remembered = useRef({ done: [] as Deed[], undone: [] as Deed[] })
  const go = useRouter()
  const here = useRef({ actions, put, composer })
  here.current = { actions, put, composer }

  const tell = useCallback((deed: Deed, words: string, run: (deed: Deed) => void) => {
    const { done, undone } = remembered.current
    // Of two messages about one post only the newer one's button can still do what it says.
    for (const each of [...done, ...undone]) if (isSamePost(each, deed)) silence(each)
    const stack = deed.isUndo ? undone : done
    stack.push(deed)
    if (stack.length > MAX_UNDO_STEPS) stack.shift()
    whenPointerLeft(() => {
      if (deed.isQuiet) return
      deed.toastId = toast(words, { action: { label: deed.isUndo ? "Redo" : "Undo", onClick: () => run(deed) } })
    })
  }, [])

  const undo = useCallback(
    async (deed: Deed): Promise<void> => {
      if (!forget(remembered.current, deed)) return
      silence(deed)
      const result = await takeBack(here.current.actions, deed)
      if (!result.ok) {
        const isFinal = result.error.code === "changed_since" || result.error.code === "forbidden"
        const newer = result.details?.post as DeskPost | undefined
        if (newer) here.current.put(newer)
        if (isFinal) {
          const seeHistory = newer && (() => go.push(paths.deskHistory(newer.blogId, newer.id)))
          return void toast(
            result.error.message,
            seeHistory ? { action: { label: "History", onClick: seeHistory } } : {},
          )
        }
        const retry = () => {
          remembered.current.done.push(deed)
          void undo(deed)
        }
        return void toast(result.error.message, { action: { label: "Retry", onClick: retry } })
      }
      const { posts, refused, groupId } = result.data
      const returned = isReturnable(deed) && posts[0] && (await returnText(here.current, deed.sent.words, posts[0]))
      if (returned) {
        here.current.put(returned)
        return void toast(
          `${deed.name === STATES.published ? "Unpublished" : "Undone"}. The text is back in the composer.`,
        )
      }
      here.current.put(...posts, ...refused.map((each) => each.post))
      const words = wordsOf(deed, posts.length, refused.length)
      const [post] = posts
      const about = { name: deed.name, isUndo: !deed.isUndo }
      if (groupId) tell({ ...about, groupId }, words, undo)
      else if (post) tell({ ...about, postId: post.id, revision: post.revision }, words, undo)
      else toast(words)
    },
    [tell, go],
  )

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isZ = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.altKey
      if (!isZ) return
      const { done, undone } = remembered.current
      const newest = (event.shiftKey ? undone : done).at(-1)
      if (!newest) return
      // In the empty composer there is nothing to take back but the post that just left it. The editor has prevented the
      // browser's own undo.
      const isEmptied = isReturnable(newest) && isInNewPost(event.target) && here.current.composer()?.isFree()
      if (!isEmptied && (event.defaultPrevented || isTyping(event.target))) return
      event.preventDefault()
      void undo(newest)
    }
    document.addEventListener("keydown", onKeyDown)
    return () => document.removeEventListener("keydown", onKeyDown)
  }, [undo])

  return useMemo(
    () => ({
      /** Tells of a change that was saved. One that changed nothing is not told. */
      note: (before: DeskPost | null, after: DeskPost, words?: LocalAutosave) => {
        if (before && before.revision >= after.revision) return
        const name = describeUndo(before, after)
        remembered.current.undone = []
        const sent = words && { sent: { words, at: Date.now() } }
        tell({ name, isUndo: false, postId: after.id, revision: after.revision, ...sent }, name, undo)
      },
      noteGroup: (name: string, { groupId }: GroupResult) => {
        if (!groupId) return void toast("Nothing to change")
        remembered.current.undone = []
        tell({ name, isUndo: false, groupId }, name, undo)
      },
    }),
    [tell, undo],
  )
}

export type Undo = ReturnType<typeof useUndo>

/** A message does not come between a pointer and the button below it: it waits until the pointer has left. */
function whenPointerLeft(show: () => void): void {
  if (!document.querySelector("[data-sonner-toast]:hover")) {
    show()
    return
  }
  const look = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest("[data-sonner-toaster]")) return
    document.removeEventListener("pointerover", look)
    show()
  }
  document.addEventListener("pointerover", look)
}

/** Without an id, all messages would go. */
function silence(deed: Deed): void {
  deed.isQuiet = true
  if (deed.toastId !== undefined) toast.dismiss(deed.toastId)
}

function isReturnable(deed: Deed): deed is Deed & { sent: Sent } {
  return deed.sent !== undefined && Date.now() - deed.sent.at <= RETURN_MS
}

function isInNewPost(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-new-post]") !== null
}

/**
 * The text of a post that was taken back stands in the composer again; its draft is removed, or it would exist twice.
 * Null when something else is written there, or the draft stays: then it waits in the timeline.
 */
async function returnText(
  { actions, composer }: { actions: DeskActions; composer: () => ComposerHandle | undefined },
  words: LocalAutosave,
  draft: DeskPost,
): Promise<DeskPost | null> {
  if (!composer()?.isFree()) return null
  const removed = draft.state === "deleted" ? draft : await attempt(() => actions.deletePost({ postId: draft.id }))
  if ("ok" in removed && !removed.ok) return null
  composer()?.takeIn({ ...words, idempotencyKey: null, revision: null })
  return "ok" in removed ? removed.data : removed
}

/** Takes a deed off what is remembered; false when it is not there any more, as at a second click. */
function forget(remembered: { done: Deed[]; undone: Deed[] }, deed: Deed): boolean {
  const known = remembered.done.includes(deed) || remembered.undone.includes(deed)
  remembered.done = remembered.done.filter((each) => each !== deed)
  remembered.undone = remembered.undone.filter((each) => each !== deed)
  return known
}

function isSamePost(a: Deed, b: Deed): boolean {
  return "postId" in a && "postId" in b && a.postId === b.postId
}

async function takeBack(actions: DeskActions, deed: Deed): Promise<Result<GroupResult>> {
  if ("groupId" in deed) return attempt(() => actions.undoGroup({ groupId: deed.groupId }))
  const result = await attempt(() => actions.undoDeed({ postId: deed.postId, revision: deed.revision }))
  return result.ok ? { ok: true, data: { groupId: null, posts: [result.data], refused: [] } } : result
}

function wordsOf({ name, isUndo }: Deed, done: number, refused: number): string {
  const verb = isUndo ? "Done again" : "Undone"
  if (refused === 0) return `${verb}: ${lowerFirst(name)}`
  return `${verb} for ${done} of ${done + refused}. The others were changed since: see their history.`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** True where Ctrl+Z belongs to a text, and in windows over the page. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const isText = target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type)
  return (
    isText ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable ||
    target.closest("[role=dialog], [role=menu]") !== null
  )
}
