import { collectDefaultMetrics, type Registry } from "prom-client"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { verifyBearerToken } from "@/lib/http/cron"
import { errorPayload, type ResponsePayload } from "@/lib/http/payload"
import { timings } from "@/lib/metrics/timings"
import { singleton } from "@/lib/singleton"
import { registerCounts } from "./metrics-counts"
import { registerGauges } from "./metrics-gauges"

/**
 * `GET /api/metrics`: this process's metrics in Prometheus's text format. Requires METRICS_TOKEN; 404
 * when it is not set. All are totals over blogs and readers, so the number of lines is constant.
 */
export async function handleMetrics(authorization: string | null | undefined): Promise<ResponsePayload> {
  try {
    const { METRICS_TOKEN } = env()
    if (!METRICS_TOKEN) throw new AppError("not_found")
    if (!verifyBearerToken(authorization, METRICS_TOKEN)) throw new AppError("wrong_metrics_token")
    const registry = metricsRegistry()
    const headers = { "Content-Type": registry.contentType, "Cache-Control": "no-store" }
    return { status: 200, headers, body: await registry.metrics() }
  } catch (error) {
    return errorPayload(error, { audience: "own" })
  }
}

// Created at the first scrape: an unmonitored process measures nothing.
function metricsRegistry(): Registry {
  return singleton("metrics", () => {
    const { registry } = timings()
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 })
    registerCounts(registry)
    registerGauges(registry)
    return registry
  })
}
