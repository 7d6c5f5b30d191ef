import { startScheduler } from "@/lib/jobs/scheduler"

/* A process that does nothing but publish what is due, for tests that race several and end some in the middle. */

startScheduler()
process.send?.("started")
