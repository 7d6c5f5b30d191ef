import { setTimeout as sleep } from "node:timers/promises"
import { documentFromText } from "@/lib/content/plain-text"
import type { Actor } from "@/lib/permissions/actor"
import { createPost } from "@/lib/posts/create-post"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"

const ACTOR: Actor = { kind: "token", id: "token_chaos", name: "Chaos", blogId: null, scope: "write", source: "api" }

export type Editors = { saved: () => number; refused: () => number; stop: () => Promise<void> }

/** Editors who post, edit, hide, show, pin and delete at random, in bursts, and go on when a save fails. */
export function startEditors(blogId: string, count: number): Editors {
  const ids: string[] = []
  let saved = 0
  let refused = 0
  let running = true
  const editor = async (number: number) => {
    for (let change = 1; running; change += 1) {
      await act(blogId, ids, `Editor ${number}, change ${change}.`).then(
        () => (saved += 1),
        () => (refused += 1),
      )
      // A burst of ten, then a pause in which readers come to rest.
      await sleep(change % 10 === 0 ? 500 : 10)
    }
  }
  const all = Array.from({ length: count }, (_, index) => editor(index + 1))
  const stop = async () => {
    running = false
    await Promise.all(all)
  }
  return { saved: () => saved, refused: () => refused, stop }
}

async function act(blogId: string, ids: string[], text: string): Promise<void> {
  const content = documentFromText(text)
  const id = ids[Math.floor(Math.random() * ids.length)]
  const dice = Math.random()
  if (!id || dice < 0.4) ids.push((await createPost(ACTOR, blogId, { content })).id)
  else if (dice < 0.65) await editPost(ACTOR, id, { content })
  else if (dice < 0.78) await editPost(ACTOR, id, { state: "hidden" })
  else if (dice < 0.9) await editPost(ACTOR, id, { state: "published" })
  else if (dice < 0.96) await editPost(ACTOR, id, { pinned: dice < 0.93 })
  else await deletePost(ACTOR, id)
}
