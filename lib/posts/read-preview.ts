import { getPreviewRow, toPreviewBlog } from "@/lib/blogs/preview-link"
import { encodeDelta, resetDelta, toDelta } from "@/lib/changes/encode-delta"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { AppError } from "@/lib/errors"
import { paths } from "@/lib/paths"
import type { ReaderPage } from "@/lib/protocol/reader-page"
import { readPageOf } from "./read-page"

/**
 * The page of a rehearsal. Null for a secret that opens nothing; `openedAs`: the blog's own address, once it is public.
 */
export async function readPreview(
  token: string,
  postId: string | null,
): Promise<ReaderPage | { openedAs: string } | null> {
  const row = await getPreviewRow(token)
  if (!row) return null
  const blog = toPreviewBlog(row)
  if (!blog) return { openedAs: paths.blog(row.slug) }
  const page = await readPageOf(row, blog, postId)
  return page && { ...page, focus: null, links: withToken(page.links, token, row.slug) }
}

/** The changes of a rehearsal after a position, as JSON. Throws `blog_not_found` once it is over. */
export async function readPreviewChanges(token: string, epoch: string, after: number): Promise<string> {
  const { id } = (await getPreviewRow(token)) ?? refuse()
  const changes = (await readChangesAfterVersion(id, after)) ?? refuse()
  // The blog is read after its changes: its fields are then at least as new as the version that they are sent with.
  const row = (await getPreviewRow(token)) ?? refuse()
  const snapshot = { ...changes.snapshot, blog: toPreviewBlog(row) ?? refuse() }
  const isOff = snapshot.epoch !== epoch || after > snapshot.version
  return encodeDelta(isOff ? resetDelta(snapshot) : toDelta({ ...changes, snapshot }, after)).json
}

function refuse(): never {
  throw new AppError("blog_not_found")
}

// Pages of a rehearsal lead to each other, never to an address that is not open yet.
function withToken(links: ReaderPage["links"], token: string, slug: string): ReaderPage["links"] {
  const move = (link: string | null) =>
    link && paths.rehearsal(token, link === paths.blog(slug) ? undefined : link.split("/").at(-1))
  return {
    newest: move(links.newest),
    newer: move(links.newer),
    older: move(links.older),
    oldest: move(links.oldest),
  }
}
