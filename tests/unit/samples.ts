import type { LocalAutosave } from "@/components/desk/autosave/local-store"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Feed } from "@/lib/protocol/apply-delta"
import type { Delta, PublicBlog, PublicPost } from "@/lib/protocol/delta"

/** Values for tests of the live page and the desk; every one can be changed in part. */

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
    pinOrder: 0,
    alertUntil: null,
    tags: [],
    correction: "",
    authors: [{ name: "Ann", picture: null }],
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
    coverageAt: null,
    accent: null,
    logo: null,
    headerImage: null,
    asItHappened: false,
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

export function sampleKeptText(fields: Partial<LocalAutosave> = {}): LocalAutosave {
  return {
    content: { type: "doc", content: [] },
    title: "",
    keyEvent: false,
    pinned: false,
    alertMinutes: 0,
    tags: [],
    authors: [],
    correction: "",
    idempotencyKey: null,
    revision: null,
    pictures: [],
    keptAt: "2026-11-03T20:00:00Z",
    tab: "tab",
    serial: 1,
    ...fields,
  }
}

/** A post as the desk has it. */
export function sampleDeskPost(fields: Partial<DeskPost> = {}): DeskPost {
  return {
    ...{ id: "post_1", blogId: "b", state: "draft", title: "", content: { type: "doc", content: [] } },
    ...{
      keyEvent: false,
      pinnedAt: null,
      pinOrder: 0,
      alertMinutes: 0,
      alertUntil: null,
      tags: [],
      correction: "",
      editorNote: "",
      authorId: "u",
    },
    ...{ authors: [], version: 1, revision: 1, publishedAt: null, publishAt: null, editedAt: null, deletedAt: null },
    ...{ createdAt: time(0), savedAt: time(0) },
    ...fields,
  }
}
