import type { Duplex } from "node:stream"
import { MOST_UNSENT_BYTES } from "@/lib/live/sse"

/** Writes something whole to a reader's connection. Returns false when the reader does not keep up. */
export function writeWhole(socket: Duplex, bytes: Buffer): boolean {
  // A socket that was closed meanwhile takes it without a word, and is let go by its close.
  socket.write(bytes)
  return keepsUp(socket)
}

export function keepsUp(socket: Duplex): boolean {
  return socket.writableLength <= MOST_UNSENT_BYTES
}
