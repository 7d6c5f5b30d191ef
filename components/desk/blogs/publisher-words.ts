import type { PublisherName } from "@/lib/live/publishers"

/** What each publisher means, for who has to choose one. */
export const PUBLISHER_WORDS: Record<PublisherName, string> = {
  "interval-polling": "Interval polling: pages ask every few seconds. Works everywhere.",
  "long-polling": "Long polling: pages wait for the answer. Updates arrive at once.",
}
