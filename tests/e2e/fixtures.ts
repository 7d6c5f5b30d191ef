import { randomBytes } from "node:crypto"
import { test as base, expect, type Page } from "@playwright/test"

export { expect }

export type StoryBlog = { id: string; slug: string; path: string }
type Fields = Record<string, unknown>

export function asStoryBlog({ id, slug }: { id: string; slug: string }): StoryBlog {
  return { id, slug, path: `/${slug}` }
}

/** Makes blogs and posts through the HTTP API, as other programs do. */
export type Story = {
  createBlog(fields?: Fields): Promise<StoryBlog>
  editBlog(blog: StoryBlog, fields: Fields): Promise<void>
  createPost(blog: StoryBlog, fields: Fields): Promise<{ id: string }>
  editPost(blog: StoryBlog, id: string, fields: Fields): Promise<void>
  deletePost(blog: StoryBlog, id: string): Promise<void>
  /** The block of a picture that is uploaded. */
  addPicture(file: Buffer, attrs: Fields): Promise<{ type: "image"; attrs: Fields }>
}

type Fixtures = {
  story: Story
  /** A page signed in as the admin. */
  desk: Page
  /** Console errors that a test expects, as patterns; every other one fails it. */
  expectedErrors: RegExp[]
}

/** The story of a running product. */
export function storyOf({ url, token }: { url: string; token: string }): Story {
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

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],

  story: async ({}, use) => {
    await use(storyOf({ url: process.env.E2E_URL ?? "", token: process.env.E2E_TOKEN ?? "" }))
  },

  page: async ({ page, expectedErrors }, use) => {
    const errors = watchErrors(page, expectedErrors)
    await use(page)
    expect(errors, "unexpected errors in the browser's console").toEqual([])
  },

  desk: async ({ browser, expectedErrors }, use) => {
    const context = await browser.newContext({ storageState: process.env.E2E_SESSION ?? "" })
    const page = await context.newPage()
    const errors = watchErrors(page, expectedErrors)
    await use(page)
    expect(errors, "unexpected errors in the browser's console").toEqual([])
    await context.close()
  },
})

/** Collects what the browser complains about; whatever a test does not expect fails it. */
export function watchErrors(page: Page, expected: RegExp[]): string[] {
  const errors: string[] = []
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text)
  }
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      note(`${message.text()} (${message.location().url})`)
  })
  page.on("pageerror", (error) => note(`${error.name}: ${error.message}`))
  return errors
}
