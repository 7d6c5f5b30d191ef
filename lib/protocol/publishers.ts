/** Ways to update the live page, chosen per blog in the desk. One name each: database, wire, desk. */
export const PUBLISHERS = ["interval-polling", "long-polling", "sse", "websocket", "pusher"] as const
export type PublisherName = (typeof PUBLISHERS)[number]
