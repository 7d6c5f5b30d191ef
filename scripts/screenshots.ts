export {}

/*
 * npm run screenshots
 * Makes the pictures of the documents anew: starts the product on a folder of its own, sets it up as a person does, and
 * photographs the front page, a live page and its desk, large and small, light and dark.
 *
 * npm run screenshots -- desk <folder> [<part of a name> ...]
 * Photographs every page of the desk and what happens on it, to be looked at.
 */

const [what, folder, ...only] = process.argv.slice(2)
if (what === "desk" && folder)
  await (await import("./screens/desk")).takeDesk(folder, only.length > 0 ? only : undefined)
else await (await import("./screens/documents")).takeDocuments()
