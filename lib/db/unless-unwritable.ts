import { findDatabaseFault } from "@/lib/database-faults"
import { noteFailure } from "@/lib/metrics/database-trouble"

/**
 * Writes something by the way, such as when somebody was here last. A database that has no room, or takes no changes, must
 * not refuse what was asked for because of that.
 */
export async function unlessUnwritable(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const fault = findDatabaseFault(error)
    if (fault !== "full" && fault !== "readOnly" && fault !== "busy") throw error
    noteFailure(error)
  }
}
