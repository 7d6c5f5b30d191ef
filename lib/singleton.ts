const holder = globalThis as typeof globalThis & { runningStory?: Map<string, unknown> }

/**
 * The one value of this name in this process, made at first use. It hangs on `globalThis` because a Next build loads a
 * module once for pages and route handlers and once more for server actions.
 */
export function singleton<T>(name: string, make: () => T): T {
  holder.runningStory ??= new Map()
  if (!holder.runningStory.has(name)) holder.runningStory.set(name, make())
  return holder.runningStory.get(name) as T
}

/** Takes a value out of this process, so that the next use makes a new one; undefined when there was none. */
export function takeSingleton<T>(name: string): T | undefined {
  const known = holder.runningStory?.get(name) as T | undefined
  holder.runningStory?.delete(name)
  return known
}
