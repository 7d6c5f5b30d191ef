import { db, type Transaction } from "./db/client"

/** A value that all processes of this installation share: the kept one, or `fresh` if there was none. */
export async function saveSetting(key: string, fresh: () => string): Promise<string> {
  const known = await getSetting(key)
  if (known !== null) return known
  // Two processes may race here: the first insert wins, and both read its value.
  await db().setting.createMany({ data: [{ key, value: fresh() }], skipDuplicates: true })
  const kept = await getSetting(key)
  if (kept === null) throw new Error(`The setting ${key} went away while it was made.`)
  return kept
}

export async function getSetting(key: string, tx: Transaction = db()): Promise<string | null> {
  return (await tx.setting.findUnique({ where: { key } }))?.value ?? null
}
