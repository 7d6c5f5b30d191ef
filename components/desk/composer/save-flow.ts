import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import { splitUndescribed } from "@/components/desk/editor/picture-commands"
import { type Failure, isSignedOut, isTransient } from "@/components/desk/forms/result"
import { inTurn } from "@/components/desk/outbox/in-turn"
import { isPending, type OutboxItem, type OutboxStore, type PendingSave } from "@/components/desk/outbox/outbox-store"
import { newKey, TAB_ID } from "@/components/desk/session/tab-id"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { ComposerStore } from "./composer-store"
import { type Draft, isSame, toDraft } from "./draft"
import { type SaveInput, type SaveOrder, type TargetState, toRequest } from "./save-request"
import { type ComposerActions, type SaveConflict, sendText } from "./send-text"
import { validateDraft } from "./validate-draft"

/**
 * `words`: the text as it was sent. `stays`: more was written into the edit since. `waiting`: pictures of it were kept back
 * until they have alt text.
 */
export type SavedText = { post: DeskPost; words: LocalAutosave; stays: boolean; waiting: boolean }

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
  #last: SaveOrder = { goal: null }
  #next: SaveOrder | null = null
  #leftAt = 0
  /** The failure was found on this side. */
  #checked = false
  #underway = 0
  /** The pictures of a new post that wait for alt text; nothing else is in the composer. */
  #waiting: Draft | null = null
  /** False once the composer is closed. */
  open = true

  constructor(
    private readonly text: ComposerStore,
    private readonly ports: () => SavePorts,
  ) {
    text.onTouch = this.#recheck
  }

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
    const whole = this.text.read()
    const { ready, waiting } = splitUndescribed(whole.content)
    const mine = input.describeLater ? { ...whole, content: ready } : whole
    const checked = validateDraft(mine, { public: this.#isForReaders(goal) })
    if ("code" in checked) {
      this.#checked = true
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
      this.#waiting = input.describeLater ? { ...toDraft(null), content: waiting } : null
      if (this.#waiting) this.text.write(this.#waiting)
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
    this.#arrive(item, result.data, { ...input, goal, mine })
  }

  readonly retry = (): Promise<void> => this.save(this.#last.goal, { publishAt: this.#last.publishAt })

  /** Publishes the text now; pictures without alt text follow when they have it. */
  readonly describeLater = (): Promise<void> => this.save(this.#last.goal, { ...this.#last, describeLater: true })

  readonly keepMine = (): Promise<void> => {
    const over = this.#state.conflict?.theirs.revision
    this.#set({ conflict: null })
    return this.save(this.#last.goal, { over, publishAt: this.#last.publishAt })
  }

  /** Compares this text with a colleague's that was saved since, before it is saved itself. */
  readonly review = (theirs: DeskPost, by: string): void => {
    const { base } = this.text.getState()
    this.#set({ conflict: { theirs, mine: this.text.read(), base: base.words, by } })
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

  #arrive(
    { words }: OutboxItem,
    saved: DeskPost,
    { goal, mine, describeLater = false }: SaveOrder & { mine: Draft },
  ): void {
    const { post } = this.text
    const stays = this.#isWrittenOn(mine)
    // From here on they are an unsaved edit of the post.
    if (this.#holdsOnlyWaiting()) this.text.leave()
    this.#waiting = null
    if (stays) this.text.rebase(saved)
    else if (post) this.text.forget()
    if (!post && !this.text.getState().changed) this.#set({ done: { post: saved, goal } })
    this.ports().onSaved({ post: saved, words, stays, waiting: describeLater })
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
    return this.open && (this.text.post !== null || !this.text.getState().changed || this.#holdsOnlyWaiting())
  }

  #holdsOnlyWaiting(): boolean {
    return this.#waiting !== null && isSame(this.text.read(), this.#waiting)
  }

  #isForReaders(goal: TargetState): boolean {
    const becomes = goal ?? this.text.post?.state
    return becomes !== "draft" && becomes !== "hidden"
  }

  /** A refusal of this side ends as soon as what it was about is right. */
  readonly #recheck = (): void => {
    if (!this.#checked || !this.#state.failure) return
    const checked = validateDraft(this.text.read(), { public: this.#isForReaders(this.#last.goal) })
    if (!("code" in checked)) this.clearFailure()
    else if (checked.code !== this.#state.failure.code) this.#set({ failure: checked })
  }

  /** True when an edit holds more than what was saved. */
  #isWrittenOn(mine: Draft): boolean {
    return this.text.post !== null && this.open && !isSame(this.text.read(), mine)
  }

  #set(part: Partial<SaveState>): void {
    if (part.failure === null) this.#checked = false
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }
}
