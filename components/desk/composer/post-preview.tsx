import { toDocument } from "@/components/desk/editor/to-document"
import { toRenderedPost } from "@/components/desk/render-post"
import { PostBody } from "@/components/post/post"
import { Dialog } from "@/components/ui/dialog"
import { EMPTY_DOCUMENT } from "@/lib/content/document"
import { messagesFor } from "@/lib/i18n/locales"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Draft } from "./draft"

type PostPreviewProps = {
  post: DeskPost
  language: string
  /** The text to show; null: the preview is closed. */
  draft: Draft | null
  onClose: () => void
}

/** An edit as readers will see it. */
export function PostPreview({ post, language, draft, onClose }: PostPreviewProps) {
  return (
    <Dialog open={draft !== null} onOpenChange={(open) => !open && onClose()} title="Preview" wide>
      {draft && (
        <div lang={language}>
          <PostBody post={toRenderedPost(withDraft(post, draft))} words={messagesFor(language)} loadable />
        </div>
      )}
    </Dialog>
  )
}

function withDraft(post: DeskPost, { title, content, keyEvent, tags, authors, correction }: Draft): DeskPost {
  const named = authors.length > 0 ? { authors } : {}
  return { ...post, ...named, title, keyEvent, tags, correction, content: toDocument(content) ?? EMPTY_DOCUMENT }
}
