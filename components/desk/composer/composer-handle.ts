import type { LocalAutosave } from "@/components/desk/autosave/local-store"

/** What the desk may ask of a composer. */
export type ComposerHandle = {
  /** Goes on with a text from elsewhere. What stands here is set aside, not lost. */
  takeIn: (text: LocalAutosave) => void
  /** Does what its main button does. */
  submit: () => void
}
