import { newId } from "@/lib/ids"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { deliverReceived } from "./deliver"
import { storeReceived } from "./receive"
import { openSource } from "./sources"

/**
 * Sends a message of our own through a source, as far as a draft: a test is never published. Works while the source is
 * paused. Throws `forbidden`, `source_not_found`, `secrets_unreadable`.
 */
export async function testSource(actor: Actor, sourceId: string): Promise<void> {
  const { id, blogId, name, receiver } = await openSource(sourceId)
  authorize(actor, "blog.edit", { blogId })
  const messageId = newId("post").replace("post_", "test:")
  const of = { messageId, revision: Date.now() }
  const payload = receiver.sample(`This is a test of the source “${name}”. Delete it, or keep it as a draft.`)
  await storeReceived(id, [
    { ...of, kind: "mark", mark: "hold", by: "test", on: true },
    { ...of, kind: "text", postKey: messageId, position: 0, payload, sender: {} },
  ])
  await deliverReceived()
}
