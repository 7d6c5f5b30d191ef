import { Histogram, Registry } from "prom-client"
import { singleton } from "@/lib/singleton"

type Timings = {
  registry: Registry
  /** From the announcement of a change until the last reader held here has been written to. */
  fanOut: Histogram
  /** Saves of the desk and of programs: waiting for the blog's lock included. */
  saves: Histogram
}

/** Times worth a distribution. Each is taken once per change or save, never per reader. */
export function timings(): Timings {
  return singleton("timings", () => {
    const registry = new Registry()
    const registers = [registry]
    return {
      registry,
      fanOut: new Histogram({
        name: "running_story_fan_out_seconds",
        help: "From the announcement of a change to the last write to a reader who is held here.",
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        registers,
      }),
      saves: new Histogram({
        name: "running_story_save_seconds",
        help: "Saves of posts, from the start of their transaction to its commit.",
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        registers,
      }),
    }
  })
}
