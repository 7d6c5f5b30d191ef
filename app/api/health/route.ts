export const dynamic = "force-dynamic"

/** The process lives. Asks nothing else, so that a database away does not make a supervisor kill it. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } })
}
