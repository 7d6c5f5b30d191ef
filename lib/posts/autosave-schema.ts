import { z } from "zod"
import { countField, idField } from "@/lib/input-fields"

/** The name that a tab gives itself for as long as its page is open. */
const tab = z.string().regex(/^[a-f0-9]{8,64}$/)

/** What a composer holds. Only its own browser code reads it again, and checks it then; here its size counts. */
const words = z.record(z.string().max(40), z.unknown())

export const autosaveSchema = z.strictObject({
  /** Who wrote it, as the page knows; it must be who asks. */
  userId: idField,
  /** The post that is edited; null: a new one. */
  postId: idField.min(1).nullable(),
  writer: tab,
  serial: countField,
  words: words.nullable(),
})

export type AutosaveInput = z.input<typeof autosaveSchema>
export type AutosaveContent = z.output<typeof words>

/** That there is a text, which, and how it begins ("" without words); the whole is loaded when an editor wants it. */
export type AutosaveSummary = { postId: string | null; writer: string; serial: number; savedAt: string; begins: string }
