import { setTimeout as sleep } from "node:timers/promises"
import { after } from "next/server"
import { flushPusherAfterResponse } from "@/lib/jobs/serverless"
import { deliverReceived } from "@/lib/receivers/deliver"
import { receiveRequest } from "@/lib/receivers/receive"
import { reportError } from "@/lib/report-error"
import { parseJsonBody, readBody } from "./body"
import { errorResponse, json } from "./response"

const MAX_BYTES = 512 * 1024
/** An album is delivered as soon as it is complete. */
const SHORT_WAIT_MS = 3_000

type Params = { kind: string; sourceId: string }

/**
 * The address of a source. It answers as soon as the events are stored (Slack waits three seconds); their posts follow.
 * No cookie and no origin count here: the source's signature does.
 */
export async function handleReceived(request: Request, { params }: { params: Promise<Params> }): Promise<Response> {
  try {
    const { kind, sourceId } = await params
    const body = await readBody(request, MAX_BYTES, "request_too_large")
    const { reply, stored } = await receiveRequest(kind, sourceId, { headers: request.headers, body }, (bytes) =>
      parseJsonBody(bytes, request.headers),
    )
    if (stored) deliverAfterResponse()
    return json(200, reply)
  } catch (error) {
    return errorResponse(error, `POST ${new URL(request.url).pathname}`, request.headers)
  }
}

/** What a process cannot finish, another one does, or the job of the next one (lib/jobs/receiver-delivery.ts). */
function deliverAfterResponse(): void {
  after(async () => {
    try {
      const next = await deliverReceived()
      if (next !== null && next < SHORT_WAIT_MS) {
        await sleep(next)
        await deliverReceived()
      }
      flushPusherAfterResponse()
    } catch (error) {
      reportError(error, "receiver.error")
    }
  })
}
