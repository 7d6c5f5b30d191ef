import { createHash } from "node:crypto"
import type { Actor } from "@/lib/auth/actor"
import { actorId } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import { cutText } from "@/lib/content/cut-text"
import { LIMITS } from "@/lib/content/limits"
import { db } from "@/lib/db/client"
import { limitConcurrency } from "@/lib/limit-concurrency"
import { perProcess } from "@/lib/per-process"
import { encodePicture } from "./encode-picture"
import { databaseStore, type StoredMedia } from "./media-store"
import { readPicture } from "./read-picture"
import { requireRoom } from "./require-room"

const AT_ONCE = 2
const MOST_WAITING = 40

/**
 * Stores an uploaded picture in its widths and formats, under the hash of the upload: the same file again is the same
 * picture. What was written about it is given again to its first uploader alone. Throws `forbidden`, `picture_type`, `picture_broken`, `picture_too_large`, `picture_limit`, `picture_no_room`,
 * `too_many_requests`.
 */
export async function savePicture(actor: Actor, bytes: Uint8Array, alt = ""): Promise<StoredMedia> {
  authorize(actor, "media.upload")
  const id = createHash("sha256").update(bytes).digest("hex").slice(0, 40)
  const words = cutText(alt.trim(), LIMITS.altCharacters)
  const known = await getMedia(id)
  if (known) {
    const { createdById, alt: first, ...media } = known
    return { ...media, alt: words || (createdById === actorId(actor) ? first : "") }
  }
  await requireRoom(actor)
  // Decoding takes a core and a hundred megabytes: two at a time, in order.
  return perProcess("pictures", () => limitConcurrency(AT_ONCE, MOST_WAITING))(async () => {
    await readPicture(bytes)
    const { width, height, files } = await encodePicture(bytes)
    await databaseStore.save({ id, width, height, alt: words, createdById: actorId(actor), files })
    return { id, width, height, alt: words }
  })
}

// Somebody wants it again: the time after which an unused one goes begins anew.
async function getMedia(id: string): Promise<(StoredMedia & { createdById: string | null }) | null> {
  const [media] = await db().media.updateManyAndReturn({
    where: { id },
    data: { uploadedAt: new Date() },
    select: { id: true, width: true, height: true, alt: true, createdById: true },
  })
  return media ?? null
}
