"use server"

import { z } from "zod"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"
import { deleteTemplate, renameTemplate } from "@/lib/posts/templates"

const renameSchema = z.object({ templateId: idField, name: z.string() })
export const renameTemplateAction = action(renameSchema, (actor, { templateId, name }) =>
  renameTemplate(actor, templateId, name),
)

export const deleteTemplateAction = action(z.object({ templateId: idField }), async (actor, { templateId }) => {
  await deleteTemplate(actor, templateId)
  return null
})
