"use client"

import { Star } from "lucide-react"
import { type SyntheticEvent, useState } from "react"
import { toast } from "sonner"
import type { Act } from "@/components/desk/forms/result"
import { PostContent } from "@/components/post/post-content"
import { Badge } from "@/components/ui/badge"
import { BusyButton, Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { messagesFor } from "@/lib/i18n/locales"
import type { Template } from "@/lib/posts/templates"
import { FailureNotice } from "../forms/failure-notice"
import { attempt, type Failure, type Result } from "../forms/result"
import { TemplateNameField } from "./template-name-field"

export type TemplateActions = {
  rename: Act<{ templateId: string; name: string }, Template>
  remove: Act<{ templateId: string }, null>
}

type TemplateRowProps = {
  template: Template
  language: string
  actions: TemplateActions
  onRenamed: (template: Template) => void
  onRemoved: () => void
}

/** One template: its name, to whom it is offered, and what it begins a post with. */
export function TemplateRow({ template, language, actions, onRenamed, onRemoved }: TemplateRowProps) {
  const [name, setName] = useState(template.name)
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  const run = async <T,>(call: () => Promise<Result<T>>, done: (data: T) => void) => {
    setBusy(true)
    setFailure(null)
    const result = await attempt(call)
    setBusy(false)
    setAsking(false)
    if (result.ok) done(result.data)
    else setFailure(result.error)
  }
  const rename = (event: SyntheticEvent) => {
    event.preventDefault()
    void run(
      () => actions.rename({ templateId: template.id, name }),
      (renamed) => {
        toast("Name saved")
        onRenamed(renamed)
      },
    )
  }
  return (
    <article aria-label={template.name} className="rounded-xl border border-line bg-surface p-4">
      <form onSubmit={rename} noValidate className="flex flex-wrap items-end gap-2">
        <TemplateNameField name={name} onName={setName} className="min-w-0 flex-1 basis-48 max-sm:basis-full" />
        <BusyButton
          type="submit"
          busy={busy}
          busyLabel="Saving"
          disabled={name.trim() === template.name || !name.trim()}
        >
          Rename
        </BusyButton>
        <Button variant="danger" disabled={busy} onClick={() => setAsking(true)}>
          Delete
        </Button>
      </form>
      <div className="mt-3 flex flex-wrap items-center gap-2 text-ink-faint text-meta">
        <Badge>{template.blogId === null ? "All live blogs" : "This live blog"}</Badge>
        {template.keyEvent && (
          <Badge tone="accent">
            <Star aria-hidden className="fill-current" />
            Key event
          </Badge>
        )}
        {template.tags.map((tag) => (
          <span key={tag}>#{tag}</span>
        ))}
      </div>
      <div className="mt-3 border-line border-s-2 ps-3">
        {template.title && <p className="font-semibold font-serif text-ink text-lg">{template.title}</p>}
        <PostContent document={template.content} words={messagesFor(language)} topHeading={3} loadable={false} />
      </div>
      {failure && (
        <div className="mt-3">
          <FailureNotice failure={failure} />
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete the template “${template.name}”?`}
        description="Posts that began with it stay as they are."
        confirm="Delete"
        keep="Keep it"
        danger
        busy={busy}
        onConfirm={() => run(() => actions.remove({ templateId: template.id }), onRemoved)}
      />
    </article>
  )
}
