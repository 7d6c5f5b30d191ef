import type { Duplex } from "node:stream"
import { MAX_BUFFERED_BYTES } from "@/lib/realtime/encoders/sse-encoder"

/** Writes something whole to a reader's connection. Returns false when the reader does not keep up. */
export function writeChunk(socket: Duplex, bytes: Buffer): boolean {
  // A socket that was closed meanwhile takes it without a word, and is let go by its close.
  socket.write(bytes)
  return isKeepingUp(socket)
}

export function isKeepingUp(socket: Duplex): boolean {
  return socket.writableLength <= MAX_BUFFERED_BYTES
}
