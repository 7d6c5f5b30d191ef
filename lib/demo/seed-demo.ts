import { readFile } from "node:fs/promises"
import { db, Prisma, type Transaction } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { savePicture } from "@/lib/media/save-picture"
import { APOLLO_11 } from "./apollo-11/apollo-11"
import { DEMO_PICTURE } from "./demo-picture"
import { DEMO, writeStory } from "./write-story"

/** Only one process seeds at a time. */
const SEEDING = 7_266_003
const TIMEOUT_MS = 60_000

/**
 * Gives a database without any blog one that is over, so that a newcomer sees a full page. Returns its address, or null
 * when there was a blog already.
 */
export async function seedDemo(): Promise<{ slug: string } | null> {
  if (await hasBlogs(db())) return null
  const picture = await savePicture(DEMO, await readFile(DEMO_PICTURE))
  return transaction(
    async (tx) => {
      await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(${SEEDING})::text as locked`)
      return (await hasBlogs(tx)) ? null : writeStory(tx, APOLLO_11, picture)
    },
    { timeout: TIMEOUT_MS, lockTimeout: TIMEOUT_MS },
  )
}

async function hasBlogs(tx: Transaction): Promise<boolean> {
  return (await tx.blog.findFirst({ select: { id: true } })) !== null
}
