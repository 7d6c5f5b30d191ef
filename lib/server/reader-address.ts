import type { IncomingMessage } from "node:http"
import { resolveAddress, shortenAddress } from "@/lib/client-address"
import { readHeader } from "./read-header"

/** Where a reader comes from, as held connections are counted; empty when nobody trustworthy tells. */
export function readerAddress(request: IncomingMessage): string {
  return shortenAddress(resolveAddress(request.socket.remoteAddress, readHeader(request, "x-forwarded-for"))) ?? ""
}
