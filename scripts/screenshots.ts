export {}

/*
 * npm run screenshots
 * Makes the pictures of the documents anew: starts the product on a folder of its own, sets it up as a person does, and
 * photographs the front page, a live page and its desk, large and small, light and dark.
 *
 * npm run screenshots -- desk|reader <folder> [<part of a name> ...]
 * Photographs every page of the desk and what happens on it, to be looked at; with `reader`, what readers can meet.
 */

const [what, folder, ...names] = process.argv.slice(2)
const only = names.length > 0 ? names : undefined
if (what === "desk" && folder) await (await import("./screenshots/desk-screens")).takeDesk(folder, only)
else if (what === "reader" && folder) await (await import("./screenshots/reader-screens")).takeReader(folder, only)
else await (await import("./screenshots/documents")).takeDocuments()
