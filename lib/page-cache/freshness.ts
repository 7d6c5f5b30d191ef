import { elapsedSince } from "@/lib/elapsed"
import type { Channel } from "@/lib/realtime/channel"
import type { Hub } from "@/lib/realtime/hub"
import type { PageRoute } from "./route-match"

/** How long to trust a result for which no invalidation comes. */
const UNANNOUNCED_TTL_MS = 500

/**
 * Up to where changes are certain to be in a page: a blog's version, or the number of changes heard of any blog (for the
 * front page, and for addresses where there is no blog yet) and a moment.
 */
export type CacheStamp = {
  /** Changes of the site's settings that this process knows. */
  site: number
} & (
  | { kind: "blog"; channel: Channel; epoch: string; version: number }
  | { kind: "front"; changes: number; at: number }
  | { kind: "nothing"; changes: number; at: number }
)

/** Knows, from the announcements of this process's hub, which pages are still right. */
export class PageFreshness {
  private changes = 0
  private site = 0

  constructor(private readonly hub: Hub) {}

  /** Some blog changed, or may have. */
  noteChange(): void {
    this.changes += 1
  }

  /** The site's settings changed: every page shows some of them. */
  noteSiteChange(): void {
    this.site += 1
  }

  /** What a page must show if it is asked for now. Reads a blog's position if that is in doubt; throws if it cannot. */
  async read({ slug }: PageRoute): Promise<CacheStamp> {
    const at = Date.now()
    if (slug === null)
      return this.stamp({
        kind: "front",
        changes: this.changes,
        at: this.hub.isListening() ? 0 : at - UNANNOUNCED_TTL_MS,
      })
    const channel = await this.hub.find(slug)
    return this.stamp(
      channel ? toPosition(channel) : { kind: "nothing", changes: this.changes, at: at - UNANNOUNCED_TTL_MS },
    )
  }

  /** What a page must show if it is made from now on: at least what `wanted` says. */
  advance(wanted: CacheStamp): CacheStamp {
    if (wanted.kind === "blog") return this.stamp(toPosition(wanted.channel))
    return this.stamp({ kind: wanted.kind, changes: this.changes, at: Date.now() })
  }

  private stamp<Position>(position: Position): Position & { site: number } {
    return { ...position, site: this.site }
  }

  /** True while a page made at `stamp` is certainly right, without a read. */
  isCurrent(stamp: CacheStamp): boolean {
    if (this.isOutdated(stamp)) return false
    return stamp.kind === "blog" ? stamp.channel.isCurrent : this.hub.isListening()
  }

  /** True when we heard of something newer than a page made at `stamp` shows: what it says may have been taken back. */
  isOutdated(stamp: CacheStamp): boolean {
    if (stamp.site !== this.site) return true
    if (stamp.kind === "front") return stamp.changes !== this.changes
    if (stamp.kind === "nothing") return stamp.changes !== this.changes || elapsedSince(stamp.at) >= UNANNOUNCED_TTL_MS
    const { snapshot, latestVersion, closed } = stamp.channel
    const isNewest = snapshot.epoch === stamp.epoch && latestVersion === stamp.version
    return !isNewest || snapshot.blog === null || closed
  }
}

/** True when a page made at `stamp` shows all that `wanted` asks for. */
export function satisfies(stamp: CacheStamp, wanted: CacheStamp): boolean {
  if (stamp.site < wanted.site) return false
  if (stamp.kind === "blog" && wanted.kind === "blog") {
    return stamp.channel === wanted.channel && stamp.epoch === wanted.epoch && stamp.version >= wanted.version
  }
  if (stamp.kind === "blog" || wanted.kind === "blog") return false
  return stamp.kind === wanted.kind && stamp.changes >= wanted.changes && stamp.at >= wanted.at
}

function toPosition(channel: Channel) {
  return { kind: "blog" as const, channel, epoch: channel.snapshot.epoch, version: channel.snapshot.version }
}
