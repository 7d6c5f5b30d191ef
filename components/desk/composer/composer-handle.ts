import type { KeptText } from "./kept-text"

/** What the desk may ask of a composer. */
export type ComposerHandle = {
  /** Goes on with a text from elsewhere. What stands here is set aside, not lost. */
  takeIn: (text: KeptText) => void
}
