"use client"

import { LayoutTemplate, Plus } from "lucide-react"
import Link from "next/link"
import { useState } from "react"
import { toDocument } from "@/components/desk/editor/to-document"
import type { Result } from "@/components/desk/forms/result"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"
import type { Template, TemplateInput } from "@/lib/posts/templates"
import type { Draft } from "./draft"
import { SaveTemplateDialog } from "./save-template-dialog"

/** What a composer can begin with; `save`: null for who may not change that. */
export type ComposerTemplates = {
  list: Template[]
  save: ((template: TemplateInput) => Promise<Result<Template>>) | null
}

type TemplateBarProps = {
  templates: ComposerTemplates
  blogId: string
  /** Something is written that could become one. */
  written: boolean
  read: () => Draft
  onUse: (template: Template) => void
}

/** Recurring posts, one click away; and the way to make one of what is written. */
export function TemplateBar({ templates: { list, save }, blogId, written, read, onUse }: TemplateBarProps) {
  const [keeping, setKeeping] = useState<Omit<TemplateInput, "name"> | null>(null)
  if (list.length === 0 && !(save && written)) return null
  const begin = () => {
    const { title, keyEvent, tags, content } = read()
    setKeeping({ title: title.trim(), keyEvent, tags, content: toDocument(content) ?? { type: "doc", content: [] } })
  }
  return (
    <div className="desk-scroll-x flex items-center gap-1 border-line border-t px-3 py-1.5">
      <LayoutTemplate aria-hidden className="mx-1 size-4 shrink-0 text-ink-faint" />
      {list.map((template, index) => (
        <Button key={template.id} size="small" onClick={() => onUse(template)} data-template={index === 0 || undefined}>
          {template.name}
        </Button>
      ))}
      {save && list.length > 0 && (
        <Button asChild variant="ghost" size="small">
          <Link href={paths.deskTemplates(blogId)}>Manage</Link>
        </Button>
      )}
      {save && written && (
        <Button variant="ghost" size="small" onClick={begin}>
          <Plus aria-hidden />
          Save as template
        </Button>
      )}
      {save && (
        <SaveTemplateDialog
          words={keeping}
          names={list.map(({ name }) => name)}
          save={save}
          onClose={() => setKeeping(null)}
        />
      )}
    </div>
  )
}
