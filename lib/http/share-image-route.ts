import { processCache } from "@/lib/cache"
import { AppError } from "@/lib/errors"
import { drawShareImage, type ShareImage } from "@/lib/feeds/share-image/draw-share-image"
import { readShareImage } from "@/lib/feeds/share-image/read-share-image"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { cacheableResponse } from "./etag"
import { errorPayload, toResponse } from "./payload"

type Context = { params: Promise<{ slug: string; postId?: string }> }

const CONCURRENCY = 2
const MAX_WAITING = 50
const MAX_BYTES = 16 * 1024 * 1024

/** `GET /<slug>/card.png` and `GET /<slug>/<postId>/card.png`: the picture for where the page's address is shared. */
export async function shareImageRoute(request: Request, { params }: Context): Promise<Response> {
  try {
    const { slug, postId = null } = await params
    const card = await readShareImage(slug, postId)
    if (!card) throw new AppError(postId ? "post_not_found" : "blog_not_found")
    return cacheableResponse(request, await drawOnce(card), {
      "content-type": "image/png",
      "cross-origin-resource-policy": "cross-origin",
    })
  } catch (error) {
    return toResponse(errorPayload(error, { event: "share_image.error", audience: "readers" }))
  }
}

// The same words make the same picture: many networks ask for it at the moment an address is shared.
function drawOnce(card: ShareImage): Promise<Uint8Array<ArrayBuffer>> {
  const kept = processCache<Uint8Array<ArrayBuffer>>("cards", { maxBytes: MAX_BYTES, sizeOf: ({ length }) => length })
  const inTurn = singleton("cards in turn", () => createSemaphore(CONCURRENCY, MAX_WAITING, "busy"))
  return kept.load(JSON.stringify(card), () => inTurn(async () => new Uint8Array(await drawShareImage(card))))
}
