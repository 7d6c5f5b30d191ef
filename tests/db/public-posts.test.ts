import { describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { publicPostsRoute } from "@/lib/http/public-posts"
import { matchRoute } from "@/lib/page-cache/route-match"
import { editPost } from "@/lib/posts/edit-post"
import { schemaOf } from "../setup/api-document"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

type Answer = { version: number; posts: { id: string; title: string }[]; next: string | null; error?: { code: string } }

async function ask(slug: string, query = ""): Promise<{ response: Response; body: Answer }> {
  const request = new Request(`http://localhost/${slug}/posts.json${query}`)
  const response = await publicPostsRoute(request, { params: Promise.resolve({ slug }) })
  const text = await response.text()
  return { response, body: text ? JSON.parse(text) : null }
}

describe("a blog's public posts as data", () => {
  it("come in pages, newest first, without a token, as the API's description says, and hold nothing that is not public", async () => {
    const blog = await makeBlog()
    for (const title of ["One", "Two", "Three"]) await makePost(blog.id, "text", { title })
    await makePost(blog.id, "text", { title: "Draft", state: "draft" })
    const hidden = await makePost(blog.id, "text", { title: "Hidden" })
    await editPost(DESK, hidden.id, { state: "hidden" })
    const { response, body } = await ask(blog.slug, "?limit=2&utm=x")
    expect(response.headers.get("access-control-allow-origin")).toBe("*")
    expect(body.posts.map(({ title }) => title)).toEqual(["Three", "Two"])
    expect(schemaOf("PublicPosts").safeParse(body).error).toBeUndefined()
    const rest = await ask(blog.slug, `?limit=2&before=${body.next}`)
    expect(rest.body.posts.map(({ title }) => title)).toEqual(["One"])
    expect(rest.body.next).toBeNull()
    const beyond = await ask(blog.slug, `?before=${hidden.id}`)
    expect(beyond.body.error?.code).toBe("post_not_found")
  })

  it("follow a blog to its new address, and are not there while it is private", async () => {
    const blog = await makeBlog()
    const slug = `${blog.slug}-moved`
    await editBlog(DESK, blog.id, { slug })
    const moved = await ask(blog.slug, "?limit=5")
    expect([moved.response.status, moved.response.headers.get("location")]).toEqual([
      308,
      `/${slug}/posts.json?limit=5`,
    ])
    await editBlog(DESK, blog.id, { status: "draft" })
    expect((await ask(slug)).body.error?.code).toBe("blog_not_found")
    expect((await ask(slug, "?limit=0")).response.status).toBe(400)
  })

  it("are kept in memory by what is chosen", () => {
    expect(matchRoute("/storm/posts.json?utm=1&limit=5")).toEqual({
      path: "/storm/posts.json?limit=5",
      slug: "storm",
      kind: "file",
    })
  })
})
