import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import { type Failure, isSignedOut, isTransient } from "@/components/desk/forms/result"
import { inTurn } from "@/components/desk/outbox/in-turn"
import { isPending, type OutboxItem, type OutboxStore, type PendingSave } from "@/components/desk/outbox/outbox-store"
import { newKey, TAB_ID } from "@/components/desk/session/tab-id"
import type { CreatePostInput, DeskPost } from "@/lib/posts/post-schemas"
import type { ComposerStore } from "./composer-store"
import { type Draft, isSame } from "./draft"
import { type ComposerActions, type SaveConflict, sendText, withoutUntouched } from "./send-text"
import { validateDraft } from "./validate-draft"

/** The state that a save gives the post; null keeps the one it has. */
export type TargetState = "draft" | "submitted" | "scheduled" | "published" | null

/** `over`: the revision to replace. `publishAt`: when a scheduled post goes out. */
type SaveInput = { over?: number | undefined; publishAt?: string | undefined }
type Wanted = { goal: TargetState } & SaveInput

/** `words`: the text as it was sent. `stays`: more was written into the edit since. */
export type SavedText = { post: DeskPost; words: LocalAutosave; stays: boolean }

export type SavePorts = {
  actions: ComposerActions
  outbox: Pick<OutboxStore, "put" | "remove" | "list">
  /** Makes the outbox send what waits. */
  look: () => void
  signIn: () => Promise<boolean>
  /** The text is on its way; the focus goes where writing continues. */
  onLeft: () => void
  onSaved: (saved: SavedText) => void
  /** The text waits in the outbox. */
  onQueued: () => void
  onRefused: (failure: Failure) => void
}

export type SaveState = {
  /** What is on its way from this composer. */
  sending: Exclude<TargetState, null> | "saving" | null
  failure: Failure | null
  conflict: SaveConflict | null
  /** The post that was saved last. */
  done: { post: DeskPost; goal: TargetState } | null
}

const NOTHING: SaveState = { sending: null, failure: null, conflict: null, done: null }
/** A second press this soon after a save belongs to the first. */
const DOUBLE_PRESS_MS = 700

/**
 * Saves what a composer holds. First the text is in the outbox, so that it arrives whatever happens to the page. A new
 * post leaves its composer in the same moment; an edit stays open, unlocked, until the server has it. What is refused
 * comes back, unless something else was written there since: then it waits beside the composer.
 */
export class SaveFlow {
  #state: SaveState = NOTHING
  readonly #listeners = new Set<() => void>()
  #last: Wanted = { goal: null }
  #next: Wanted | null = null
  #leftAt = 0
  #underway = 0
  /** False once the composer is closed. */
  open = true

  constructor(
    private readonly text: ComposerStore,
    private readonly ports: () => SavePorts,
  ) {}

  readonly getState = (): SaveState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly save = async (goal: TargetState, input: SaveInput = {}): Promise<void> => {
    const { post } = this.text
    if (!post && Date.now() - this.#leftAt < DOUBLE_PRESS_MS && !this.text.getState().changed) return
    this.#last = { goal, ...input }
    if (post && this.#state.sending) {
      // One edit at a time: the next one is measured against what this one makes.
      this.#next = this.#last
      return
    }
    const mine = this.text.read()
    const becomes = goal ?? post?.state
    const checked = validateDraft(mine, { public: becomes !== "draft" && becomes !== "hidden" })
    if ("code" in checked) {
      this.#set({ failure: checked, done: null })
      this.ports().onRefused(checked)
      return
    }
    const { base } = this.text.getState()
    const request = toRequest({ post, mine, base, document: checked.document, wanted: this.#last })
    const item = this.#enter(request)
    this.#underway += 1
    this.#set({ sending: goal ?? "saving", failure: null, done: null })
    if (!post) {
      this.#leftAt = Date.now()
      this.text.leave()
    }
    this.ports().onLeft()
    const { actions, signIn } = this.ports()
    const result = await inTurn(item.blogId, async () =>
      this.#isBehind(item) ? null : sendText({ id: item.id, save: request, mine, base }, { actions, signIn }),
    )
    this.#underway -= 1
    if (this.#underway === 0) this.#set({ sending: null })
    if (result === null) return this.#queue(item, mine, null)
    if (!("ok" in result)) return this.#meet(item, result)
    if (!result.ok) return this.#refuse(item, mine, result.error)
    this.ports().outbox.remove(item)
    this.#arrive(item, result.data, { goal, mine })
  }

  readonly retry = (): Promise<void> => this.save(this.#last.goal, { publishAt: this.#last.publishAt })

  readonly keepMine = (): Promise<void> => {
    const over = this.#state.conflict?.theirs.revision
    this.#set({ conflict: null })
    return this.save(this.#last.goal, { over, publishAt: this.#last.publishAt })
  }

  /** Continues on the colleague's revision with these words. Returns what was in the composer. */
  readonly resolve = (words: (conflict: SaveConflict) => Draft): Draft | null => {
    const { conflict } = this.#state
    if (!conflict) return null
    const mine = this.text.read()
    this.text.rebase(conflict.theirs)
    this.text.write(words(conflict))
    this.#set({ conflict: null })
    return mine
  }

  readonly saveAsAnother = (): Promise<void> => {
    this.text.setKey(null)
    return this.retry()
  }

  readonly clearFailure = (): void => this.#set({ failure: null })

  #enter(save: PendingSave): OutboxItem {
    const id = save.kind === "create" ? this.text.takeKey() : newKey()
    this.text.setKey(id)
    this.text.keep()
    const { userId, blogId } = this.text.place
    const item: OutboxItem = {
      ...{ id, userId, blogId, save, post: this.text.post, words: this.text.snapshot(), madeAt: Date.now() },
      ...{ heldBy: TAB_ID, failure: null },
    }
    this.ports().outbox.put(item)
    return item
  }

  /** A text that waits already must arrive first. */
  #isBehind({ id, blogId, userId }: OutboxItem): boolean {
    const all = this.ports().outbox.list(userId)
    return all.some((each) => each.id !== id && each.blogId === blogId && each.heldBy === null && isPending(each))
  }

  #arrive({ words }: OutboxItem, saved: DeskPost, { goal, mine }: { goal: TargetState; mine: Draft }): void {
    const { post } = this.text
    const stays = this.#isWrittenOn(mine)
    if (stays) this.text.rebase(saved)
    else if (post) this.text.forget()
    if (!post && !this.text.getState().changed) this.#set({ done: { post: saved, goal } })
    this.ports().onSaved({ post: saved, words, stays })
    const next = this.#next
    this.#next = null
    if (stays) this.text.keep()
    if (stays && next) void this.save(next.goal, next)
  }

  #queue(item: OutboxItem, mine: Draft, failure: Failure | null): void {
    const { outbox, look, onQueued } = this.ports()
    this.#next = null
    if (failure && this.#isWrittenOn(mine)) {
      outbox.remove(item)
      this.#set({ failure })
      return
    }
    outbox.put({ ...item, heldBy: null, failure })
    if (this.text.post) this.text.forget()
    onQueued()
    look()
  }

  #refuse(item: OutboxItem, mine: Draft, failure: Failure): void {
    const waits = isTransient(failure) && !(isSignedOut(failure) && this.#takesBack())
    this.#next = null
    if (waits) {
      this.#queue(item, mine, failure)
      return
    }
    if (!this.#takesBack()) {
      this.ports().outbox.put({ ...item, heldBy: null, failure })
      return
    }
    if (!this.text.post) this.text.takeIn(item.words)
    this.ports().outbox.remove(item)
    this.#set({ failure })
    this.ports().onRefused(failure)
  }

  /** A colleague saved first. */
  #meet(item: OutboxItem, conflict: SaveConflict): void {
    this.#next = null
    if (!this.open) {
      const failure: Failure = {
        code: "stale_revision",
        message: `${conflict.by ?? "A colleague"} saved changes to it first.`,
      }
      this.ports().outbox.put({ ...item, heldBy: null, failure })
      return
    }
    this.ports().outbox.remove(item)
    // What was written since the save belongs to it.
    this.#set({ conflict: { ...conflict, mine: this.text.read() } })
  }

  /** True when a refused text can return to the composer: an edit still has it, a new post's place is free. */
  #takesBack(): boolean {
    return this.open && (this.text.post !== null || !this.text.getState().changed)
  }

  /** True when an edit holds more than what was saved. */
  #isWrittenOn(mine: Draft): boolean {
    return this.text.post !== null && this.open && !isSame(this.text.read(), mine)
  }

  #set(part: Partial<SaveState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }
}

type RequestOptions = {
  post: DeskPost | null
  mine: Draft
  base: { words: Draft; revision: number | null }
  document: CreatePostInput["content"]
  wanted: Wanted
}

function toRequest({ post, mine, base, document, wanted }: RequestOptions): PendingSave {
  const { goal, over, publishAt } = wanted
  const { keyEvent, pinned, tags, authors } = mine
  const named = authors.length > 0 ? { authors } : {}
  const fields = { title: mine.title.trim(), content: document, keyEvent, pinned, tags, ...named }
  const step = goal === null ? {} : goal === "scheduled" ? { publishAt } : { state: goal }
  if (!post) return { kind: "create", post: { ...fields, state: "draft", ...step } }
  const revision = over ?? base.revision ?? post.revision
  const changes = { ...fields, correction: mine.correction, ...step, ...withoutUntouched(mine, base.words) }
  return { kind: "edit", postId: post.id, revision, post: changes }
}
