import { generateClient } from "../lib/generate-client"

/*
 * npm run bench -- <name>
 * Benchmarks against a product that is started for it, side by side with a baseline in the same run.
 */

await generateClient()
const BENCHES: Record<string, () => Promise<() => Promise<boolean>>> = {
  churn: async () => (await import("./bench-churn")).benchChurn,
  desk: async () => (await import("./bench-desk")).benchDesk,
  "first-visit": async () => (await import("./first-visit")).benchFirstVisit,
  freshness: async () => (await import("./bench-freshness")).benchFreshness,
  page: async () => (await import("./bench-page")).benchPage,
  polls: async () => (await import("./bench-polls")).benchPolls,
  readers: async () => (await import("./bench-readers")).benchReaders,
  saves: async () => (await import("./bench-saves")).benchSaves,
  size: async () => (await import("./bench-size")).benchSize,
  slow: async () => (await import("./bench-slow")).benchSlow,
  vitals: async () => (await import("./bench-vitals")).benchVitals,
}

const name = process.argv[2] ?? ""
const load = BENCHES[name]
if (!load) {
  console.error(`Say which: npm run bench -- ${Object.keys(BENCHES).join(" | ")}`)
  process.exit(1)
}
process.exit((await (await load())()) ? 0 : 1)
