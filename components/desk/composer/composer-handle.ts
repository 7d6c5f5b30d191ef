import type { LocalAutosave } from "@/components/desk/autosave/local-store"

/** What the desk may ask of a composer. */
export type ComposerHandle = {
  /** Continues with a text from elsewhere. The text in the composer is set aside, not lost. */
  takeIn: (text: LocalAutosave) => void
  /** Does what its main button does. */
  submit: () => void
  /** True while nothing unsaved is written here. */
  isFree: () => boolean
  focus: () => void
}
