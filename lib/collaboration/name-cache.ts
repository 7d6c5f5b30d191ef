import { elapsedSince } from "@/lib/elapsed"

const TTL_MS = 60_000
const MAX_NAMES = 1_000

/** Names of people by id, asked for at most once a minute each. */
export class NameCache {
  private readonly known = new Map<string, { name: string | undefined; readAt: number }>()

  constructor(private readonly read: (ids: string[]) => Promise<Map<string, string>>) {}

  async get(ids: string[]): Promise<Map<string, string>> {
    const missing = ids.filter((id) => elapsedSince(this.known.get(id)?.readAt ?? 0) >= TTL_MS)
    if (missing.length > 0) {
      if (this.known.size + missing.length > MAX_NAMES) this.known.clear()
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
