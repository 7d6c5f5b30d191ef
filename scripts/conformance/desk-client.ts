import { randomBytes } from "node:crypto"

export type Blog = { slug: string; epoch: string; version: number }
export type ApiPost = { id: string; version: number; title: string; content: unknown; pinnedAt: string | null }
export type BlogFields = { publisher: string }
export type ApiPostFields = { text?: string; title?: string; state?: string; pinned?: boolean }

/** How the suite writes: what the HTTP API can do, so that any running product can be tested. */
export type Desk = {
  createBlog: (fields: BlogFields) => Promise<Blog>
  endBlog: (blog: Blog) => Promise<void>
  createPost: (blog: Blog, fields: ApiPostFields) => Promise<ApiPost>
  editPost: (blog: Blog, id: string, fields: ApiPostFields) => Promise<void>
  deletePost: (blog: Blog, id: string) => Promise<void>
  /** Every published post: what each reader must have in the end. */
  listPublished: (blog: Blog) => Promise<ApiPost[]>
}

/** A desk that removes what it created. */
export type ApiDesk = Desk & { removeBlogs: () => Promise<void> }

/** The desk of a product that runs at `url`, by its HTTP API. */
export function apiDesk(url: string, token: string): ApiDesk {
  const created: string[] = []
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return (response.status === 204 ? null : await response.json()) as T
  }
  const posts = ({ slug }: Blog) => `/blogs/${slug}/posts`
  return {
    createBlog: async (fields) => {
      const blog = await call<Blog>("POST", "/blogs", { slug: newSlug(), title: "Conformance", ...fields })
      created.push(blog.slug)
      return blog
    },
    removeBlogs: async () => {
      for (const slug of created.splice(0)) await call("DELETE", `/blogs/${slug}`)
    },
    endBlog: async ({ slug }) => void (await call("PATCH", `/blogs/${slug}`, { status: "ended" })),
    createPost: (blog, fields) => call<ApiPost>("POST", posts(blog), fields),
    editPost: async (blog, id, fields) => void (await call("PATCH", `${posts(blog)}/${id}`, fields)),
    deletePost: async (blog, id) => void (await call("DELETE", `${posts(blog)}/${id}`)),
    listPublished: async (blog) => {
      const all: ApiPost[] = []
      for (let before: string | null = ""; before !== null; ) {
        const query = new URLSearchParams({ state: "published", limit: "100", ...(before ? { before } : {}) })
        const page: { posts: ApiPost[]; next?: string } = await call("GET", `${posts(blog)}?${query}`)
        all.push(...page.posts)
        before = page.next ?? null
      }
      return all
    },
  }
}

export function newSlug(): string {
  return `conformance-${randomBytes(5).toString("hex")}`
}
