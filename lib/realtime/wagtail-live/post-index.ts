import { processCache } from "@/lib/cache"
import { type PostPlaces, readPostPlaces } from "@/lib/changes/read-changes"
import { AppError } from "@/lib/errors"
import type { Channel } from "@/lib/realtime/channel"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"

const MAX_BYTES = 16 * 1024 * 1024
const CONCURRENCY = 2
const MAX_WAITING = 200

/**
 * Which posts a blog has at one version and when each changed last: enough to say what is new since a time without
 * reading any post. Made once per version.
 */
export class PostIndex {
  /** Ids, oldest post first, as JSON. */
  readonly idsJson: Buffer<ArrayBuffer>
  /** Places in `posts` by the time of their newest change. */
  private readonly byTime: Int32Array
  private readonly times: Float64Array

  constructor(readonly places: PostPlaces) {
    const { posts } = places
    this.idsJson = Buffer.from(JSON.stringify(posts.map(({ id }) => id)))
    this.byTime = Int32Array.from(posts.keys()).sort((a, b) => this.timeOf(a) - this.timeOf(b))
    this.times = Float64Array.from(this.byTime, (place) => this.timeOf(place))
  }

  /** Time of the blog's newest change. */
  get at(): number {
    return this.places.at
  }

  /** How many posts changed last at a time or before it: the same for all times between two changes. */
  countUntil(time: number): number {
    let [low, high] = [0, this.times.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.times[middle] ?? 0) <= time) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Places of the posts that changed after the first `count` changes, in the order of the changes. */
  changedAfter(count: number): Int32Array {
    return this.byTime.subarray(count)
  }

  get bytes(): number {
    return this.idsJson.length + this.places.posts.length * BYTES_PER_POST
  }

  private timeOf(place: number): number {
    return this.places.posts[place]?.changedAt ?? 0
  }
}

/** An object with an id of some 20 letters, and its places in the arrays. */
const BYTES_PER_POST = 150

function indexes() {
  return processCache<PostIndex>("post indexes", { maxBytes: MAX_BYTES, sizeOf: ({ bytes }) => bytes })
}

/** The index of a blog, at least as new as what its channel knows. Throws `blog_not_found`. */
export function indexOf(channel: Channel): Promise<PostIndex> {
  const inTurn = singleton("post indexes in turn", () => createSemaphore(CONCURRENCY, MAX_WAITING, "busy"))
  return indexes().load(channel.era, async () => {
    const places = await inTurn(() => readPostPlaces(channel.id))
    if (!places) throw new AppError("blog_not_found")
    return new PostIndex(places)
  })
}
