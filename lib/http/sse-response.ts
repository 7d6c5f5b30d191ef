import { MAX_BUFFERED_BYTES, type SsePipe } from "@/lib/realtime/encoders/sse-encoder"
import { acquireConnection } from "./admit-reader"

/**
 * An event stream as the answer of a route handler. `begin` gets the pipe to write to, and returns what to do when the
 * reader has left, which may be done twice: both the signal and `cancel` tell of it. Throws `too_many_readers`.
 */
export function sseResponse(
  request: Request,
  headers: Record<string, string>,
  begin: (pipe: SsePipe) => () => void,
): Response {
  const letGo = acquireConnection(request)
  let leave = letGo
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        let open = true
        const end = begin({
          write: (event) => {
            if (open) controller.enqueue(event)
            return (controller.desiredSize ?? 0) > 0
          },
          end: (now) => {
            if (open && now) controller.error(new Error("This reader is too slow."))
            else if (open) controller.close()
            open = false
            letGo()
          },
        })
        leave = () => {
          open = false
          end()
          letGo()
        }
        request.signal.addEventListener("abort", leave)
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  )
  return new Response(body, { headers })
}
