export const CHUNK_ERROR_TITLE = "A new version of the desk is here"
export const CHUNK_ERROR_TEXT =
  "This page was opened before an update, and a part of it is not there any more. What you had written is kept in this browser. Reload to go on."

/** True when a part of the page could not be loaded late: after an update the server has others. */
export function isChunkLoadError({ name, message }: Error): boolean {
  return (
    name === "ChunkLoadError" ||
    /loading (css )?chunk|load chunk|dynamically imported module|module script/i.test(message)
  )
}
