import { restoreBlog } from "@/lib/blogs/blog-life"
import { getBlogId } from "@/lib/blogs/read-blogs"
import { AppError } from "@/lib/errors"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"

export const POST = route<{ slug: string }>("token", async ({ actor, params }) => {
  const id = await getBlogId(params.slug)
  if (!id) throw new AppError("blog_not_found")
  return json(200, await restoreBlog(actor, id))
})
