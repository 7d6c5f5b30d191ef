import { listBlogs } from "@/lib/blogs/read-blogs"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { isAllowed } from "@/lib/permissions/authorize"

/** The live blogs that one may open, for the palette. */
export const GET = route("session", async ({ actor }) => {
  const blogs = await listBlogs(actor)
  return json(200, {
    blogs: blogs.map(({ id, title, slug, status }) => {
      return { id, title, slug, status, mayEdit: isAllowed(actor, "blog.edit", { blogId: id }) }
    }),
  })
})
