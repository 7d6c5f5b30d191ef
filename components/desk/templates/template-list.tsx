"use client"

import { LayoutTemplate } from "lucide-react"
import { useState } from "react"
import { EmptyState } from "@/components/ui/empty-state"
import type { Template } from "@/lib/posts/templates"
import { type TemplateActions, TemplateRow } from "./template-row"

type TemplateListProps = { templates: Template[]; language: string; actions: TemplateActions }

/** The templates that a blog's composer offers, to be renamed and deleted. */
export function TemplateList({ templates, language, actions }: TemplateListProps) {
  const [list, setList] = useState(templates)
  if (list.length === 0) {
    return (
      <EmptyState icon={<LayoutTemplate />} title="No templates yet">
        Write what comes again and again, such as a goal or a statement, and choose “Save as template” below the text.
      </EmptyState>
    )
  }
  return (
    <ul className="grid gap-3">
      {list.map((template) => (
        <li key={template.id}>
          <TemplateRow
            template={template}
            language={language}
            actions={actions}
            onRenamed={(renamed) =>
              setList((before) => before.map((each) => (each.id === renamed.id ? renamed : each)))
            }
            onRemoved={() => setList((before) => before.filter(({ id }) => id !== template.id))}
          />
        </li>
      ))}
    </ul>
  )
}
