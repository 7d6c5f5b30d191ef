/** Limits of one post. `textBytes` is what people meet; the others stop documents that no editor can make. */
export const LIMITS = {
  textBytes: 100 * 1024,
  documentBytes: 512 * 1024,
  /** Lists in lists. */
  listDepth: 5,
  /** Levels of the whole tree: a box, lists in it, their text, its marks. */
  depth: 32,
  nodes: 5_000,
  embeds: 100,
  marks: 6,
  listNumber: 1_000_000_000,
  titleCharacters: 200,
  altCharacters: 1_000,
  captionCharacters: 1_000,
  urlCharacters: 2_000,
  galleryLeast: 2,
  galleryMost: 20,
  tableRows: 1_000,
  tableColumns: 30,
  tableCells: 3_500,
  tags: 12,
  tagCharacters: 40,
  authors: 8,
  correctionCharacters: 1_000,
  editorNoteCharacters: 1_000,
  templateNameCharacters: 40,
  templates: 60,
  /** How long breaking news is shown, unless an editor ends it before; and the longest. */
  alertMinutes: 30,
  alertMinutesMost: 24 * 60,
} as const
