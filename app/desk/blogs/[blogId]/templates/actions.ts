"use server"

import { z } from "zod"
import { action } from "@/lib/http/action"
import { deleteTemplate, renameTemplate } from "@/lib/posts/templates"

const renameSchema = z.object({ templateId: z.string(), name: z.string() })
export const rename = action(renameSchema, (actor, { templateId, name }) => renameTemplate(actor, templateId, name))

export const remove = action(z.object({ templateId: z.string() }), async (actor, { templateId }) => {
  await deleteTemplate(actor, templateId)
  return null
})
