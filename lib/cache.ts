import { LRUCache } from "lru-cache"
import { singleton } from "./singleton"

/** What an entry costs beside its key and value. */
const ENTRY_BYTES = 250

export type CacheOptions<V> = {
  maxBytes: number
  /** The bytes that a value holds, at most. */
  sizeOf: (value: V) => number
  /** Milliseconds for which a value is right; without it, until it is pushed out. */
  ttl?: number
}

/**
 * Values by key, bounded in bytes, keys included; what was not used for longest goes first. Every cache of this process
 * is one of these, so that what they may hold together is known (docs/caching.md).
 */
export class ByteCache<V extends NonNullable<unknown>> implements CacheState {
  private readonly entries: LRUCache<string, V>
  private readonly loading = new Map<string, Promise<V | null>>()

  /** `name`: its label in the metrics. */
  constructor(
    readonly name: string,
    { maxBytes, sizeOf, ttl = 0 }: CacheOptions<V>,
  ) {
    const sizeCalculation = (value: V, key: string) => Math.ceil(sizeOf(value)) + textBytes(key) + ENTRY_BYTES
    this.entries = new LRUCache({ maxSize: maxBytes, sizeCalculation, ttl })
    all().set(name, this)
  }

  get maxBytes(): number {
    return this.entries.maxSize
  }

  /** Bytes held. */
  get bytes(): number {
    return this.entries.calculatedSize
  }

  get count(): number {
    return this.entries.size
  }

  get(key: string): V | undefined {
    return this.entries.get(key)
  }

  /** What is larger than the whole cache is not kept. */
  set(key: string, value: V): void {
    this.entries.set(key, value)
  }

  delete(key: string): boolean {
    return this.entries.delete(key)
  }

  /** Counts a value again that has grown. */
  recount(key: string): void {
    const value = this.entries.peek(key)
    if (value === undefined) return
    this.entries.delete(key)
    this.entries.set(key, value)
  }

  clear(): void {
    this.entries.clear()
  }

  values(): V[] {
    return [...this.entries.values()]
  }

  /** The value, made once for all concurrent callers. A failure and null are not cached. */
  load<T extends V | null>(key: string, make: () => Promise<T>): Promise<V | T> {
    const known = this.entries.get(key)
    if (known !== undefined) return Promise.resolve(known)
    const running = this.loading.get(key) as Promise<V | T> | undefined
    if (running) return running
    const made = make()
      .then((value) => {
        if (value !== null) this.set(key, value)
        return value
      })
      .finally(() => this.loading.delete(key))
    this.loading.set(key, made)
    return made
  }
}

/** The one cache of this name in this process, however often a module is loaded. */
export function processCache<V extends NonNullable<unknown>>(name: string, options: CacheOptions<V>): ByteCache<V> {
  return singleton(`cache of ${name}`, () => new ByteCache<V>(name, options))
}

export type CacheState = { readonly name: string; readonly bytes: number; readonly maxBytes: number }

/** Every cache of this process. */
export function allCaches(): CacheState[] {
  return [...all().values()]
}

/** The bytes of a text in memory: two for each letter, as for a text with any letter beyond Latin ones. */
export function textBytes(text: string): number {
  return 2 * text.length
}

function all(): Map<string, CacheState> {
  return singleton("caches", () => new Map())
}
