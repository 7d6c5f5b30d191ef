import { ByteCache, textBytes } from "@/lib/cache"
import { elapsedSince } from "@/lib/elapsed"

const TTL_MS = 60_000
const MAX_BYTES = 512 * 1024
const NAME_BYTES = 100

/** Names of people by id, asked for at most once a minute each. */
export class NameCache {
  private readonly known = new ByteCache<{ name: string | undefined; readAt: number }>("names", {
    maxBytes: MAX_BYTES,
    sizeOf: ({ name = "" }) => NAME_BYTES + textBytes(name),
  })

  constructor(private readonly read: (ids: string[]) => Promise<Map<string, string>>) {}

  async get(ids: string[]): Promise<Map<string, string>> {
    const missing = ids.filter((id) => elapsedSince(this.known.get(id)?.readAt ?? 0) >= TTL_MS)
    if (missing.length > 0) {
      // While they cannot be read, the names of a minute ago are as good.
      const found = await this.read(missing).catch(() => null)
      if (found) for (const id of missing) this.known.set(id, { name: found.get(id), readAt: Date.now() })
    }
    return new Map(
      ids.flatMap((id): [string, string][] => {
        const name = this.known.get(id)?.name
        return name === undefined ? [] : [[id, name]]
      }),
    )
  }
}
