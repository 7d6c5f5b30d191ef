const TOTAL_MS = 5 * 60_000
const MIN_PAUSE_MS = 2_000
const MAX_PAUSE_MS = 15_000

/**
 * How long to wait before each post, in milliseconds, so that the whole story takes five minutes: as the gaps were, but
 * never so short that nobody can follow, or so long that it looks broken. The first post waits for nothing.
 */
export function paceStory(times: readonly string[], speed = 1): number[] {
  const gaps = times.slice(1).map((at, index) => Date.parse(at) - Date.parse(times[index] ?? at))
  const at = (scale: number) => gaps.map((gap) => Math.min(Math.max(gap * scale, MIN_PAUSE_MS), MAX_PAUSE_MS))
  const [room, wanted] = [sum(at(1)), Math.max(TOTAL_MS, gaps.length * MIN_PAUSE_MS)]
  const scale = room <= wanted ? 1 : findScale((each) => sum(at(each)) <= wanted)
  return [0, ...at(scale)].slice(0, times.length).map((pause) => pause / speed)
}

// The largest scale that still fits, by halving.
function findScale(fits: (scale: number) => boolean): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

function sum(values: number[]): number {
  return values.reduce((total, each) => total + each, 0)
}
