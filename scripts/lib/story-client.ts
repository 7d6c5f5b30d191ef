import { randomBytes } from "node:crypto"

export type StoryBlog = { id: string; slug: string; path: string }
type Fields = Record<string, unknown>

export function asStoryBlog({ id, slug }: { id: string; slug: string }): StoryBlog {
  return { id, slug, path: `/${slug}` }
}

/** Makes blogs and posts through the HTTP API, as other programs do. */
export type StoryClient = {
  createBlog(fields?: Fields): Promise<StoryBlog>
  editBlog(blog: StoryBlog, fields: Fields): Promise<void>
  createPost(blog: StoryBlog, fields: Fields): Promise<{ id: string }>
  editPost(blog: StoryBlog, id: string, fields: Fields): Promise<void>
  deletePost(blog: StoryBlog, id: string): Promise<void>
  /** The block of a picture that is uploaded. */
  addPicture(file: Buffer, attrs: Fields): Promise<{ type: "image"; attrs: Fields }>
}

/** The story of a running product. */
export function storyOf({ url, token }: { url: string; token: string }): StoryClient {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return response.status === 204 ? null : response.json()
  }
  const posts = (blog: StoryBlog) => `/blogs/${blog.slug}/posts`
  return {
    createBlog: async (fields = {}) => {
      const slug = `test-${randomBytes(5).toString("hex")}`
      const blog = { slug, title: `Blog ${slug}`, ...fields }
      return asStoryBlog((await call("POST", "/blogs", blog)) as { id: string; slug: string })
    },
    editBlog: async (blog, fields) => void (await call("PATCH", `/blogs/${blog.slug}`, fields)),
    createPost: async (blog, fields) => (await call("POST", posts(blog), fields)) as { id: string },
    editPost: async (blog, id, fields) => void (await call("PATCH", `${posts(blog)}/${id}`, fields)),
    deletePost: async (blog, id) => void (await call("DELETE", `${posts(blog)}/${id}`)),
    addPicture: async (file, attrs) => {
      const form = new FormData()
      form.set("file", new Blob([new Uint8Array(file)], { type: "image/jpeg" }), "picture.jpg")
      const headers = { Authorization: `Bearer ${token}` }
      const response = await fetch(`${url}/api/v1/media`, { method: "POST", headers, body: form })
      if (!response.ok) throw new Error(`Uploading answered ${response.status}: ${await response.text()}`)
      const { id, width, height } = (await response.json()) as { id: string; width: number; height: number }
      return { type: "image", attrs: { mediaId: id, width, height, alt: "", ...attrs } }
    },
  }
}
