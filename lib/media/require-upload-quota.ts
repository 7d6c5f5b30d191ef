import { db } from "@/lib/db/client"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { type Actor, actorId } from "@/lib/permissions/actor"

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Keeps one account from filling the disk: so many new pictures of one person or token in a day, and so much room for all.
 * Throws `picture_limit`, `picture_no_room`.
 */
export async function requireUploadQuota(actor: Actor): Promise<void> {
  const { UPLOADS_PER_DAY, MEDIA_LIMIT_GB } = env()
  const createdById = actorId(actor)
  if (createdById) {
    const since = new Date(Date.now() - DAY_MS)
    // The oldest that fills the share: once a day has passed since it, there is room for one more.
    const lastOfShare = await db().media.findFirst({
      where: { createdById, createdAt: { gt: since } },
      orderBy: { createdAt: "desc" },
      skip: UPLOADS_PER_DAY - 1,
      select: { createdAt: true },
    })
    if (lastOfShare) throw new AppError("picture_limit", { retryAfter: secondsUntilFree(lastOfShare.createdAt) })
  }
  if (MEDIA_LIMIT_GB === 0) return
  const [stored] = await db().$queryRaw<{ gigabytes: number }[]>`
    select coalesce(sum(bytes), 0)::float8 / 1e9 as gigabytes from media`
  if ((stored?.gigabytes ?? 0) >= MEDIA_LIMIT_GB) throw new AppError("picture_no_room")
}

function secondsUntilFree(uploadedAt: Date): number {
  return Math.max(1, Math.ceil((uploadedAt.getTime() + DAY_MS - Date.now()) / 1000))
}
