"use client"

import { useState } from "react"
import type { Act } from "@/components/desk/forms/result"
import type { Template, TemplateInput } from "@/lib/posts/templates"
import type { ComposerTemplates } from "./template-bar"

/** The templates of a blog's composer; what is saved here is offered here at once. */
export function useTemplates(
  known: Template[],
  blogId: string,
  save: Act<{ blogId: string; template: TemplateInput }, Template> | null,
): ComposerTemplates {
  const [list, setList] = useState(known)
  return {
    list,
    save:
      save &&
      (async (template) => {
        const result = await save({ blogId, template })
        if (result.ok) setList((before) => putTemplate(before, result.data))
        return result
      }),
  }
}

function putTemplate(list: Template[], template: Template): Template[] {
  const others = list.filter(({ id }) => id !== template.id)
  return [...others, template].sort((a, b) => a.name.localeCompare(b.name, "en"))
}
