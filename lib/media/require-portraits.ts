import type { Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { PORTRAIT_WIDTH } from "@/lib/protocol/image-widths"
import { markUsed } from "./mark-used"

/**
 * Checks that every byline's picture is stored here and wide enough to be there in the one width that bylines show.
 * Throws `invalid_input`, naming the author.
 */
export async function requirePortraits<T extends { picture: string | null }>(
  tx: Transaction,
  authors: T[],
): Promise<T[]> {
  const ids = authors.flatMap(({ picture }) => picture ?? [])
  if (ids.length === 0) return authors
  const stored = await markUsed(tx, ids)
  for (const [index, { picture }] of authors.entries()) {
    const problem = picture === null ? null : findProblem(stored.get(picture)?.width)
    if (problem)
      throw new AppError("invalid_input", { issues: [{ path: `authors.${index}.picture`, message: problem }] })
  }
  return authors
}

function findProblem(width: number | undefined): string | null {
  if (width === undefined) return "This picture is not stored here any more. Upload it again."
  return width < PORTRAIT_WIDTH ? `A byline's picture must be at least ${PORTRAIT_WIDTH} pixels wide.` : null
}
