import type { Messages } from "@/lib/i18n/messages"
import { readerPaths } from "@/lib/reader-paths"

type Props = { tags: string[]; slug: string; words: Messages }

/** What a post is about, each word a link to all that is about it. */
export function PostTags({ tags, slug, words }: Props) {
  if (tags.length === 0) return null
  return (
    <ul aria-label={words.tags} className="post-tags">
      {tags.map((tag) => (
        <li key={tag}>
          <a href={readerPaths.tag(slug, tag)} rel="tag" className="post-tag">
            {tag}
          </a>
        </li>
      ))}
    </ul>
  )
}
