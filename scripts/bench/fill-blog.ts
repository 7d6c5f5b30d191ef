import { documentFromText, documentText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { newEpoch, newId } from "@/lib/ids"

const WORDS =
  "Polling stations have closed in the north and counting has begun in all twelve cities of the province.".split(" ")

export type Filled = { slug: string; epoch: string; version: number }

/** Makes a live blog of published posts, a second apart, in a few statements: versions, times and counts as if posted. */
export async function fillBlog(slug: string, posts: number): Promise<Filled> {
  const epoch = newEpoch()
  const id = newId("blog")
  const start = Date.now() - posts * 1000
  await db().blog.create({
    data: {
      id,
      slug,
      title: `A blog of ${posts} posts`,
      epoch,
      version: posts,
      publicCount: posts,
      changedAt: new Date(start + posts * 1000),
    },
  })
  const rows = Array.from({ length: posts }, (_, index) => {
    const at = new Date(start + (index + 1) * 1000)
    const content = documentFromText(
      `Update ${String(index + 1).padStart(6, "0")}. ${WORDS.join(" ")}\n\n${WORDS.toReversed().join(" ")}`,
    )
    return {
      id: newId("post"),
      blogId: id,
      state: "published" as const,
      title: index % 3 === 0 ? `Update ${String(index + 1).padStart(6, "0")}` : "",
      content,
      text: documentText(content),
      keyEvent: index % 100 === 0,
      authors: [{ name: "Bench", picture: null }],
      version: index + 1,
      changedAt: at,
      publishedAt: at,
      createdAt: at,
      savedAt: at,
    }
  })
  for (let from = 0; from < rows.length; from += 1000)
    await db().post.createMany({ data: rows.slice(from, from + 1000) })
  await db().$executeRaw`analyze post`
  return { slug, epoch, version: posts }
}
