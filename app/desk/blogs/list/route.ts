import { isAllowed } from "@/lib/auth/authorize"
import { listBlogs } from "@/lib/blogs/read-blogs"
import { answer } from "@/lib/http/answer"
import { route } from "@/lib/http/route"

/** The live blogs that one may open, for the palette. */
export const GET = route("session", async ({ actor }) => {
  const blogs = await listBlogs(actor)
  return answer(200, {
    blogs: blogs.map(({ id, title, slug, status }) => {
      return { id, title, slug, status, mayEdit: isAllowed(actor, "blog.edit", { blogId: id }) }
    }),
  })
})
