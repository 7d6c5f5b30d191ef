import type { PusherClientConfig } from "@/lib/protocol/live-config"
import type { Desk } from "./desk-client"

/** What the suite runs against: readers' addresses, a desk to write with, and what this installation offers. */
export type ConformanceTarget = {
  url: string
  desk: Desk
  /** Where the hosted service is; null: not tested. */
  pusher: PusherClientConfig | null
  /** False for hosts where no socket can be opened. */
  sockets: boolean
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Asks again and again until there is nothing to object to; returns the last objection when the time is over. */
export async function waitFor(
  objection: () => string | null | Promise<string | null>,
  milliseconds = 12_000,
): Promise<string | null> {
  const deadline = Date.now() + milliseconds
  for (;;) {
    const found = await objection()
    if (found === null || Date.now() > deadline) return found
    await pause(30)
  }
}
