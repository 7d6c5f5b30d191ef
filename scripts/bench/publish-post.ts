import type { Subject } from "./subject"

/** Publishes through the HTTP API, and returns when the answer is here whole. */
export async function publishPost(
  { port, token }: Subject,
  slug: string,
  post: { text: string; title?: string },
): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/blogs/${slug}/posts`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(post),
  })
  await response.arrayBuffer()
  if (response.status !== 201) throw new Error(`Publishing was answered ${response.status}.`)
}
