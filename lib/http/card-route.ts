import { AppError } from "@/lib/errors"
import { type Card, drawCard } from "@/lib/feeds/card/draw-card"
import { readCard } from "@/lib/feeds/card/read-card"
import { limitConcurrency } from "@/lib/limit-concurrency"
import { perProcess } from "@/lib/per-process"
import { answerError } from "./answer"
import { sharedAnswer } from "./shared-answer"

type Context = { params: Promise<{ slug: string; postId?: string }> }

const AT_ONCE = 2
const MOST_WAITING = 50
const MOST_KEPT = 200

/** `GET /<slug>/card.png` and `GET /<slug>/<postId>/card.png`: the picture for where the page's address is shared. */
export async function cardRoute(request: Request, { params }: Context): Promise<Response> {
  try {
    const { slug, postId = null } = await params
    const card = await readCard(slug, postId)
    if (!card) throw new AppError(postId ? "post_not_found" : "blog_not_found")
    return sharedAnswer(request, await drawOnce(card), {
      "content-type": "image/png",
      "cross-origin-resource-policy": "cross-origin",
    })
  } catch (error) {
    return answerError(error, "card")
  }
}

// The same words make the same picture: many networks ask for it at the moment an address is shared.
async function drawOnce(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  const kept = perProcess("cards", () => new Map<string, Promise<Uint8Array<ArrayBuffer>>>())
  const limit = perProcess("card limit", () => limitConcurrency(AT_ONCE, MOST_WAITING))
  const key = JSON.stringify(card)
  const known = kept.get(key)
  if (known) return known
  const drawn = limit(async () => new Uint8Array(await drawCard(card)))
  kept.set(key, drawn)
  drawn.catch(() => kept.delete(key))
  const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined
  if (oldest !== undefined) kept.delete(oldest)
  return drawn
}
