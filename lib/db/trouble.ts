import { type DatabaseTrouble, readTrouble } from "@/lib/metrics/database-trouble"
import { transaction } from "./transaction"

/** A megabyte, written and thrown away: only what is as large as a picture tells that there is room. */
export const TRY_ROOM = `create temp table room on commit drop as
  select number, repeat('x', 1000) as filling from generate_series(1, 1000) as number`

const WORDS: Record<DatabaseTrouble, string> = {
  full: "No room is left for the database: nothing can be saved. Reading goes on.",
  readOnly: "The database takes no changes (it is read-only): nothing can be saved. Reading goes on.",
  failing: "The database has a fault of its own: saving may fail. Its log says more.",
}

/** What keeps this process from saving, if anything does. Asks the database only while there was trouble. */
export function databaseTrouble(): DatabaseTrouble | null {
  return readTrouble(() => transaction((tx) => tx.$executeRawUnsafe(TRY_ROOM)))
}

export function troubleWords(trouble: DatabaseTrouble): string {
  return WORDS[trouble]
}
