/** Ways to update the live page, chosen per blog in the desk. One name each: database, wire, desk. */
export const PUBLISHERS = ["interval-polling", "long-polling"] as const
export type PublisherName = (typeof PUBLISHERS)[number]
