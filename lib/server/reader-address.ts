import type { IncomingMessage } from "node:http"
import { resolveAddress, toReaderAddress } from "@/lib/client-address"
import { readHeader } from "./request"

/** Where a reader comes from, as held connections are counted; empty when nobody trustworthy tells. */
export function clientAddressOf(request: IncomingMessage): string {
  return toReaderAddress(resolveAddress(request.socket.remoteAddress, readHeader(request, "x-forwarded-for")))
}
