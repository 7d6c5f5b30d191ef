/**
 * The browser's storage, without exceptions: where it is forbidden, a read finds nothing and a
 * write returns false; so does a write where it is full.
 */
function safe(open: () => Storage) {
  const attempt = <T>(act: (storage: Storage) => T, otherwise: T): T => {
    try {
      return act(open())
    } catch {
      return otherwise
    }
  }
  return {
    read: (key: string): string | null => attempt((storage) => storage.getItem(key), null),
    /** Null where there is nothing, or no JSON. */
    readJson: (key: string): unknown => attempt((storage) => JSON.parse(storage.getItem(key) ?? "null"), null),
    write: (key: string, value: string): boolean =>
      attempt((storage) => {
        storage.setItem(key, value)
        return true
      }, false),
    remove: (key: string): boolean =>
      attempt((storage) => {
        storage.removeItem(key)
        return true
      }, false),
    keys: (prefix: string): string[] =>
      attempt((storage) => Object.keys(storage).filter((key) => key.startsWith(prefix)), []),
  }
}

/** Shared by all tabs, until the reader clears it. */
export const localItems = safe(() => localStorage)

/** Of this tab, across reloads. */
export const sessionItems = safe(() => sessionStorage)
