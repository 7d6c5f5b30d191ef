import { Counter, type Registry } from "prom-client"
import { counts } from "@/lib/metrics/counts"

type Kind = keyof typeof counts

const COUNTERS: Record<Kind, [name: string, help: string]> = {
  deltas: ["deltas_made_total", "Deltas made: one per change and position, however many readers get it."],
  resets: ["resets_total", "Readers told to load their page's state again."],
  slowReaders: ["slow_consumers_disconnected_total", "Readers let go because they did not take what they were sent."],
  refusedReaders: ["connections_rejected_total", "Connections refused because too many were held."],
  listenConnects: ["listen_connects_total", "Times that the listening connection to the database was made."],
  listenLosses: ["listen_losses_total", "Times that the listening connection to the database was lost or not made."],
  keptAnswers: ["response_cache_hits_total", "Answers to polls that were given again from memory."],
  pageHits: ["page_cache_hits_total", "Readers' pages given from memory."],
  pageMisses: ["page_cache_misses_total", "Readers' pages that were not in memory, or not certainly right."],
  pageRenders: ["page_renders_total", "Readers' pages rendered."],
  pageFailures: ["page_render_failures_total", "Readers' pages that could not be rendered."],
  pushes: ["pushes_total", "Messages for the hosted service (Pusher)."],
  pushFailures: ["push_failures_total", "Messages that the hosted service (Pusher) did not take."],
  signInThrottles: ["sign_in_throttles_total", "Tries to sign in refused because there were too many."],
  busyBlogs: ["blog_busy_total", "Changes refused because others held their blog for too long."],
  queryErrors: ["database_query_errors_total", "Statements to the database that failed."],
  poolErrors: ["database_pool_errors_total", "Idle connections to the database that broke."],
  loggedErrors: ["logged_errors_total", "Lines of the log with level error."],
}

/** Hands the process's counts over whenever the registry is asked. */
export function registerCounts(registry: Registry): void {
  for (const kind of Object.keys(COUNTERS) as Kind[]) {
    const [name, help] = COUNTERS[kind]
    new Counter({
      name: `running_story_${name}`,
      help,
      registers: [registry],
      collect() {
        this.reset()
        this.inc(counts[kind])
      },
    })
  }
}
