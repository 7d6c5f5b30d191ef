import { describe, expect, it, vi } from "vitest"
import { createBlog } from "@/lib/blogs/create-blog"
import { editBlog } from "@/lib/blogs/edit-blog"
import { requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { documentFromText } from "@/lib/content/plain-text"
import { createPost } from "@/lib/posts/create-post"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { listPosts } from "@/lib/posts/read-posts"
import { PUBLISHERS } from "@/lib/protocol/publishers"
import { type ApiPost, type ApiPostFields, type Blog, type Desk, newSlug } from "../../scripts/conformance/desk-client"
import type { ConformanceTarget } from "../../scripts/conformance/target"
import { SOME_CHECKS } from "../setup/conformance-checks"
import { useDatabase } from "../setup/database"
import { MOUNTS, useMount } from "../setup/mounts"
import { DESK } from "../setup/story"

vi.stubEnv("POLLING_TIMEOUT", "2")
useDatabase()

const idOf = async ({ slug }: Blog) => (await requireBlogBySlug(DESK, slug)).id
const toInput = ({ text, state, ...fields }: ApiPostFields) => ({
  ...fields,
  ...(text === undefined ? {} : { content: documentFromText(text) }),
  ...(state === undefined ? {} : { state: state === "hidden" ? ("hidden" as const) : ("published" as const) }),
})

/** The same desk as the HTTP API's, without HTTP: a mount by itself has none. */
const desk: Desk = {
  createBlog: ({ publisher }) =>
    createBlog(DESK, {
      slug: newSlug(),
      title: "Conformance",
      publisher: PUBLISHERS.find((each) => each === publisher),
    }),
  endBlog: async (blog) => void (await editBlog(DESK, await idOf(blog), { status: "ended" })),
  createPost: async (blog, { text = "", title = "" }) =>
    createPost(DESK, await idOf(blog), { title, content: documentFromText(text) }),
  editPost: async (_, id, fields) => void (await editPost(DESK, id, toInput(fields))),
  deletePost: async (_, id) => void (await deletePost(DESK, id)),
  listPublished: async (blog) => {
    const all: ApiPost[] = []
    for (let before: string | undefined, more = true; more; ) {
      const page = await listPosts(DESK, await idOf(blog), { state: "published", limit: 100, before })
      all.push(...page.posts)
      before = page.next ?? undefined
      more = page.next !== null
    }
    return all
  },
}

describe.each(MOUNTS)("on %s", (mount) => {
  const server = useMount(mount)

  it.each(SOME_CHECKS)("$name", { timeout: 60_000 }, async ({ run }) => {
    const target: ConformanceTarget = { url: server.url, desk, pusher: null, sockets: mount === "own server" }
    const verdicts = await run(target)
    expect(Object.entries(verdicts).filter(([, words]) => words !== null)).toEqual([])
    expect(Object.keys(verdicts).length).toBeGreaterThan(1)
  })
})
