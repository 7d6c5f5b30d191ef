import type { Feed } from "@/lib/protocol/apply-delta"

/*
 * Times that search engines and share cards get: of what readers can see. A new colour or a deletion is
 * no news, and a story that was filled in later began with its first post.
 */

/** When the story began: never after the first post that is known. */
export function firstMoment({ blog, posts, oldest, at }: Feed): string {
  const known = [blog.startedAt, oldest?.publishedAt, ...posts.map((post) => post.publishedAt)]
  return sorted(known)[0] ?? at
}

/** When something that readers can read was last published or edited. */
export function newestMoment({ blog, posts, newest, at }: Feed): string {
  const ended = blog.status === "ended" ? blog.endedAt : null
  const known = [newest?.publishedAt, ended, ...posts.flatMap((post) => [post.publishedAt, post.editedAt])]
  return sorted(known).at(-1) ?? at
}

/** ISO 8601 in one zone is in order as text. */
function sorted(moments: (string | null | undefined)[]): string[] {
  return moments.flatMap((each) => each ?? []).sort()
}
