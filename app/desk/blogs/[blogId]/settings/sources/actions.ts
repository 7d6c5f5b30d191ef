"use server"

import { z } from "zod"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"
import type { CreateSourceInput, EditSourceInput } from "@/lib/receivers/source-schemas"
import { connectSource, createSource, deleteSource, editSource } from "@/lib/receivers/sources"
import { testSource } from "@/lib/receivers/test-source"

const one = z.object({ sourceId: idField })

export const createSourceAction = action(
  z.object({ blogId: idField, source: z.custom<CreateSourceInput>() }),
  (actor, { blogId, source }) => createSource(actor, blogId, source),
)

export const editSourceAction = action(
  one.extend({ source: z.custom<EditSourceInput>() }),
  (actor, { sourceId, source }) => editSource(actor, sourceId, source),
)

export const deleteSourceAction = action(one, async (actor, { sourceId }) => {
  await deleteSource(actor, sourceId)
  return null
})

/** `problem`: why the source does not send its messages here. */
export const connectSourceAction = action(one, async (actor, { sourceId }) => ({
  problem: await connectSource(actor, sourceId),
}))

export const testSourceAction = action(one, async (actor, { sourceId }) => {
  await testSource(actor, sourceId)
  return null
})
