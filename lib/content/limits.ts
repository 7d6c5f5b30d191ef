/** Limits of one post. `textBytes` is what people meet; the others stop documents that no editor can make. */
export const LIMITS = {
  textBytes: 100 * 1024,
  documentBytes: 512 * 1024,
  depth: 12,
  nodes: 5_000,
  titleCharacters: 200,
  altCharacters: 1_000,
  captionCharacters: 1_000,
  urlCharacters: 2_000,
} as const
