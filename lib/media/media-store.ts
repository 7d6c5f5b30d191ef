import { db, Prisma } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import type { EncodedFile } from "./encode-picture"

export type StoredMedia = { id: string; width: number; height: number; alt: string }
export type NewMedia = StoredMedia & { createdById: string | null; files: EncodedFile[] }

/** Where pictures are kept. All of a picture or nothing of it is ever there; saving it again changes nothing. */
export type MediaStore = {
  save(media: NewMedia): Promise<void>
  readFile(id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null>
}

/** Pictures in the database: one thing to run, one thing to back up. */
export const databaseStore: MediaStore = {
  async save({ files, ...media }) {
    await transaction(async (tx) => {
      const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0)
      const { count } = await tx.media.createMany({ data: [{ ...media, bytes }], skipDuplicates: true })
      if (count === 0) return
      await tx.mediaFile.createMany({ data: files.map((file) => ({ mediaId: media.id, ...file })) })
    })
  },
  async readFile(mediaId, name) {
    const row = await db().mediaFile.findUnique({ where: { mediaId_name: { mediaId, name } }, select: { bytes: true } })
    return row?.bytes ?? null
  },
}

/** Bytes of stored files, by their paths below /media; without those that are not stored. */
export async function readFileSizes(files: string[]): Promise<ReadonlyMap<string, number>> {
  if (files.length === 0) return new Map()
  const places = [...new Set(files)].map((file) => Prisma.sql`(${file.split("/")[0]}, ${file.split("/")[1]})`)
  const rows = await db().$queryRaw<{ file: string; size: number }[]>(Prisma.sql`
    select media_id || '/' || name as file, octet_length(bytes) as size
    from media_file where (media_id, name) in (${Prisma.join(places)})`)
  return new Map(rows.map(({ file, size }) => [file, size]))
}
