import type { Delta, PublicBlog, PublicPost } from "@/lib/live/delta"
import type { Feed } from "@/lib/live/feed"

/** Values for tests of the live page; every one can be changed in part. */

export function time(minute: number): string {
  return new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString()
}

export function samplePost(id: string, fields: Partial<PublicPost> = {}): PublicPost {
  return {
    id,
    version: 1,
    title: "",
    content: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: `Text of ${id}` }] }] },
    keyEvent: false,
    pinnedAt: null,
    publishedAt: time(1),
    editedAt: null,
    author: { name: "Ann" },
    ...fields,
  }
}

export function sampleBlog(fields: Partial<PublicBlog> = {}): PublicBlog {
  return {
    id: "blog-1",
    slug: "storm",
    title: "Storm",
    summary: "",
    status: "live",
    publisher: "interval-polling",
    timeZone: "UTC",
    language: "en",
    startedAt: time(0),
    endedAt: null,
    ...fields,
  }
}

export function sampleFeed(fields: Partial<Feed> = {}): Feed {
  return {
    epoch: "e1",
    version: 10,
    at: time(10),
    blog: sampleBlog(),
    posts: [],
    pinned: [],
    newest: null,
    oldest: null,
    ...fields,
  }
}

export function sampleDelta(from: number, version: number, fields: Partial<Delta> = {}): Delta {
  return { epoch: "e1", from, version, at: time(version), posts: [], removals: [], ...fields }
}
