import { parseStoredDocument } from "@/lib/changes/presenters"
import { documentText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { deliverReceived } from "@/lib/receivers/deliver"

/** Delivers everything that was received, albums too. */
export async function settle(): Promise<void> {
  await db().receivedMessage.updateMany({ where: { dueAt: { not: null } }, data: { dueAt: new Date(0) } })
  await deliverReceived()
}

/** A blog's posts as far as their sources decide them, in an order that no arrival changes. */
export async function readReceived(blogId: string) {
  const rows = await db().post.findMany({ where: { blogId } })
  return rows
    .map(({ state, title, content, keyEvent, authors }) => ({
      state,
      title,
      text: documentText(parseStoredDocument(content)),
      content,
      keyEvent,
      authors: (authors as { name: string }[]).map(({ name }) => name),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** Each of the list three times, in an order that a seed decides. */
export function threeTimes<T>(list: T[], seed: number): T[] {
  let state = seed * 2654435761 + 1
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return [...list, ...list, ...list]
    .map((each) => ({ each, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
}

export async function problemsOf(sourceId: string): Promise<string[]> {
  const { problems } = await db().receiverSource.findUniqueOrThrow({ where: { id: sourceId } })
  return (problems as { text: string }[]).map(({ text }) => text)
}
