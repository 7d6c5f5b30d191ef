import type { IncomingMessage, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import type { SsePipe } from "@/lib/realtime/encoders/sse-encoder"
import { discardHeaders } from "./forget-headers"
import { writeChunk } from "./write-whole"

/** Begins an event stream on node:http. Events are written as chunks, with `toChunk` around them. */
export function openSocketPipe(
  incoming: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string>,
): SsePipe {
  response.writeHead(200, { ...headers, "Transfer-Encoding": "chunked" })
  response.flushHeaders()
  incoming.socket.setNoDelay(true)
  incoming.socket.setTimeout(0)
  discardHeaders(incoming)
  return new SocketPipe(incoming.socket, response)
}

/** The chunk's own head and tail, so that an event leaves in one write. */
export function toChunk(event: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${event.length.toString(16)}\r\n`), event, Buffer.from("\r\n")])
}

// Events go to the socket as they are: one prebuilt buffer for all readers, one write for each.
class SocketPipe implements SsePipe {
  constructor(
    private readonly socket: Socket,
    private readonly response: ServerResponse,
  ) {}

  write(event: Buffer): boolean {
    return writeChunk(this.socket, event)
  }

  end(now: boolean): void {
    if (now) this.socket.destroy()
    else this.response.end()
  }
}
