import type { PostDocument } from "@/lib/content/document"

/** One post of a demo story. */
export type StoryPost = {
  /** When it happened, ISO 8601 in UTC: its place in the timeline. */
  at: string
  title?: string
  content: PostDocument
  author: string
  keyEvent?: boolean
  pinned?: boolean
  /** What the desk published at first; told live, it is corrected soon after, as happens in a busy hour. */
  firstContent?: PostDocument
  /** Told live, it is published and then hidden again. A story that is over does not have it. */
  withdrawn?: boolean
}

export type Story = {
  language: string
  slug: string
  title: string
  summary: string
  posts: StoryPost[]
}

/** The posts that stay. */
export function lastingPosts(story: Story): StoryPost[] {
  return story.posts.filter((post) => !post.withdrawn)
}
