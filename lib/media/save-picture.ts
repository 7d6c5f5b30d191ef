import { createHash } from "node:crypto"
import { LIMITS } from "@/lib/content/content-limits"
import { cutText } from "@/lib/cut-text"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { actorId } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { encodePicture } from "./encode-picture"
import { databaseStore, type StoredMedia } from "./media-store"
import { decodePicture } from "./read-picture"
import { requireUploadQuota } from "./require-upload-quota"

const CONCURRENCY = 2
const MAX_WAITING = 40

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
  await requireUploadQuota(actor)
  // Decoding takes a core and a hundred megabytes: two at a time, in order.
  return singleton("pictures", () => createSemaphore(CONCURRENCY, MAX_WAITING))(async () => {
    const { width, height, files } = await encodePicture(bytes, await decodePicture(bytes))
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
