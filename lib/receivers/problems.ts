import { z } from "zod"
import { cutText } from "@/lib/cut-text"
import { Prisma, type Transaction } from "@/lib/db/client"
import { redactText } from "@/lib/redact"

const MAX_KEPT = 10
const MAX_CHARACTERS = 300

const problemSchema = z.object({ at: z.string(), text: z.string(), postId: z.string().nullable() })
/** What an editor should know about a source: a sentence, and the post that it is about. */
export type SourceProblem = z.infer<typeof problemSchema>

export function parseProblems(stored: unknown): SourceProblem[] {
  return z.array(problemSchema).catch([]).parse(stored)
}

/** Adds a problem in front of the others; one that is there already moves to the front. */
export async function addProblem(
  tx: Transaction,
  sourceId: string,
  text: string,
  postId: string | null = null,
): Promise<void> {
  const words = cutText(redactText(text).toWellFormed().replaceAll("\0", " "), MAX_CHARACTERS)
  const [row] = await tx.$queryRaw<{ problems: unknown }[]>(Prisma.sql`
    select problems from receiver_source where id = ${sourceId} for no key update`)
  if (!row) return
  const others = parseProblems(row.problems).filter((each) => each.text !== words || each.postId !== postId)
  const problems = [{ at: new Date().toISOString(), text: words, postId }, ...others].slice(0, MAX_KEPT)
  await tx.receiverSource.update({ where: { id: sourceId }, data: { problems } })
}
