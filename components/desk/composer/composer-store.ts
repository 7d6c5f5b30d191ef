import type { AutosaveKey, LocalAutosave } from "@/components/desk/autosave/local-store"
import { withoutUploads } from "@/components/desk/editor/from-document"
import { pendingUploadNames } from "@/components/desk/editor/upload-store"
import { newKey, TAB_ID } from "@/components/desk/session/tab-id"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { countBytes, type Draft, isSame, metadataOf, type PostMetadata, toDraft } from "./draft"

/** Text is kept at each pause, and at least this often while there is none. */
const DEBOUNCE_MS = 400
const MAX_DEBOUNCE_MS = 2_000
/** Up to this size each key is kept in the browser, so that a crash takes no word. */
const EACH_KEY_BYTES = 20 * 1024

/** What the store asks of the text editor. */
export type EditorPort = {
  read: () => Draft["content"]
  write: (content: Draft["content"]) => void
  /** Writes, and forgets what its own undo could bring back. */
  reset: (content: Draft["content"]) => void
}

/** Where unsaved text is kept: the browser, and the server behind it. */
export type AutosavePort = {
  find: () => Promise<LocalAutosave | null>
  /** False when the browser keeps nothing. */
  save: (text: LocalAutosave) => boolean
  clear: (tab?: string) => void
  offer: (text: LocalAutosave) => void
  forget: (tab: string, serial: number) => void
  forgetOther: (tab: string, serial: number) => void
  flush: () => void
}

/** The saved text that changes are measured against. `known`: its words are here, not only its number. */
type Base = { words: Draft; revision: number | null; known: boolean }

export type ComposerState = {
  /** What the editor starts with; null until storage is read. */
  start: Draft | null
  marks: PostMetadata
  changed: boolean
  bytes: number
  restored: LocalAutosave | null
  /** The browser keeps nothing. */
  refused: boolean
  base: Base
}

let serial = 0

/** The text of one composer: its fields here, its words in the editor, a copy in the browser and on the server. */
export class ComposerStore {
  #state: ComposerState
  readonly #listeners = new Set<() => void>()
  #key: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #since = 0
  #stopped = false
  /** Told of each change of the text or its fields. */
  onTouch: () => void = () => {}

  constructor(
    readonly place: AutosaveKey,
    readonly post: DeskPost | null,
    private readonly editor: { current: EditorPort | null },
    private readonly kept: AutosavePort,
  ) {
    const words = toDraft(post)
    const base = { words, revision: post?.revision ?? null, known: true }
    this.#state = {
      start: null,
      marks: metadataOf(words),
      changed: false,
      bytes: 0,
      restored: null,
      refused: false,
      base,
    }
  }

  readonly getState = (): ComposerState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reads what was kept and starts with it. */
  async restore(): Promise<void> {
    this.#stopped = false
    const { base, start } = this.#state
    if (start) return
    const found = await this.kept.find()
    if (this.#stopped || this.#state.start) return
    if (!found || isSame(found, base.words)) return this.#set({ start: base.words })
    this.#standOn(found)
    const marks = metadataOf(found)
    this.#set({ start: found, marks, restored: found, changed: true, bytes: countBytes(found) })
    // From here on it is this tab's text.
    serial += 1
    const own = { ...found, tab: TAB_ID, serial }
    this.kept.save(own)
    this.kept.offer(own)
    if (found.tab === TAB_ID) return
    this.kept.clear(found.tab)
    this.kept.forgetOther(found.tab, found.serial)
  }

  /** The page goes away: what waits for a pause is kept now. */
  readonly flush = (): void => {
    if (this.#timer) this.keep()
    this.kept.flush()
  }

  stop(): void {
    this.#stopped = true
    if (this.#timer) this.keep()
  }

  read(): Draft {
    const { base, marks, start } = this.#state
    const content = this.editor.current?.read() ?? start?.content ?? base.words.content
    return { content, ...metadataOf(marks) }
  }

  /** The text as it is kept. */
  snapshot(): LocalAutosave {
    const words = this.read()
    serial += 1
    return {
      ...words,
      content: withoutUploads(words.content),
      pictures: pendingUploadNames(words.content),
      idempotencyKey: this.#key,
      revision: this.#state.base.revision,
      keptAt: new Date().toISOString(),
      tab: TAB_ID,
      serial,
    }
  }

  /** Keeps the text. Returns whether it differs from what is saved. */
  readonly keep = (): boolean => {
    this.#stopTimer()
    if (!this.editor.current) return false
    const words = this.read()
    const changed = !isSame(words, this.#state.base.words)
    const text = this.snapshot()
    const refused = changed && !this.kept.save(text)
    this.#set({ changed, bytes: countBytes(words), refused })
    if (changed) this.kept.offer(text)
    else {
      this.kept.clear()
      this.kept.forget(TAB_ID, text.serial)
    }
    return changed
  }

  /** The text was changed. */
  readonly touch = (): void => {
    this.#set({ changed: true })
    if (this.editor.current && this.#state.bytes < EACH_KEY_BYTES) this.kept.save(this.snapshot())
    clearTimeout(this.#timer)
    this.#since ||= Date.now()
    const pause = Math.min(DEBOUNCE_MS, Math.max(this.#since + MAX_DEBOUNCE_MS - Date.now(), 0))
    this.#timer = setTimeout(this.keep, pause)
    this.onTouch()
  }

  readonly setMarks = (part: Partial<PostMetadata>): void => {
    this.#set({ marks: { ...this.#state.marks, ...part } })
    this.touch()
  }

  write(words: Draft): void {
    this.setMarks(metadataOf(words))
    if (this.editor.current) this.editor.current.write(words.content)
    else this.#set({ start: words })
  }

  /** Continues with a text kept elsewhere or returned by the outbox, on the revision it was written on. */
  takeIn(text: LocalAutosave): void {
    this.#standOn(text)
    this.write(text)
    this.closeRestored()
  }

  /** The text has left for the outbox: the composer is empty, for the next one. */
  leave(): void {
    const empty = toDraft(null)
    this.#set({ marks: metadataOf(empty), restored: null })
    this.editor.current?.reset(empty.content)
    this.forget()
  }

  /** The key under which this text is saved; the same until it is. */
  takeKey(): string {
    this.#key ??= newKey()
    return this.#key
  }

  setKey(key: string | null): void {
    this.#key = key
  }

  readonly closeRestored = (): void => this.#set({ restored: null })

  /** Later changes are measured against this post. */
  rebase(newer: DeskPost): void {
    this.#set({ base: { words: toDraft(newer), revision: newer.revision, known: true } })
  }

  /** The text is saved, or discarded. */
  readonly forget = (): void => {
    this.#stopTimer()
    this.#key = null
    this.#set({ changed: false, bytes: 0 })
    this.kept.clear()
    serial += 1
    this.kept.forget(TAB_ID, serial)
  }

  #standOn(found: LocalAutosave): void {
    this.#key = found.idempotencyKey
    const { base } = this.#state
    if (found.revision !== base.revision) this.#set({ base: { ...base, revision: found.revision, known: false } })
  }

  #stopTimer(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#since = 0
  }

  #set(part: Partial<ComposerState>): void {
    const isNews = Object.entries(part).some(([name, value]) => this.#state[name as keyof ComposerState] !== value)
    if (!isNews) return
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }
}
