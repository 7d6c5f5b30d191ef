import { singleton } from "@/lib/singleton"

/**
 * Counters of this process since its start. Code on hot paths only increments; the rest is computed at
 * a scrape (`lib/server/metrics.ts`).
 */
export const counts = singleton("counts", () => ({
  /** Deltas that were made: one for each change and position. */
  deltas: 0,
  /** Readers whose position was on another version line. */
  resets: 0,
  /** Readers disconnected because they read too slowly. */
  slowReaders: 0,
  /** Connections that were refused because too many are held. */
  refusedReaders: 0,
  /** Times that the listening connection was there, for the first time or again, and times that it was lost. */
  listenConnects: 0,
  listenLosses: 0,
  /** Answers that were given again as they were. */
  keptAnswers: 0,
  /** Readers' pages: given from memory, not in memory, rendered, and failed to render. */
  pageHits: 0,
  pageMisses: 0,
  pageRenders: 0,
  pageFailures: 0,
  /** Messages to the hosted service, and those that it did not take. */
  pushes: 0,
  pushFailures: 0,
  /** Tries to sign in that were refused because there were too many. */
  signInThrottles: 0,
  /** Changes that were refused because others held their blog for too long. */
  busyBlogs: 0,
  /** Statements that failed, and idle connections of the pool that broke. */
  queryErrors: 0,
  poolErrors: 0,
  /** Lines of the log that say that something went wrong. */
  loggedErrors: 0,
}))
