import { z } from "zod"
import { withBlogLock } from "@/lib/changes/blog-turn"
import { parseStoredDocument } from "@/lib/changes/presenters"
import { LIMITS } from "@/lib/content/content-limits"
import type { PostDocument } from "@/lib/content/document"
import { parseDocument } from "@/lib/content/parse-document"
import { db, type Prisma } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/ids"
import { lineField } from "@/lib/input-fields"
import { fillMedia } from "@/lib/media/require-media"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { postTags, postTitle } from "./post-schemas"

/** Words to begin a recurring post with. */
export type Template = {
  id: string
  /** The one blog that it is for; null: all. */
  blogId: string | null
  name: string
  title: string
  content: PostDocument
  keyEvent: boolean
  tags: string[]
}

const name = lineField
  .min(1, "A template needs a name.")
  .max(LIMITS.templateNameCharacters, `Use at most ${LIMITS.templateNameCharacters} characters.`)

const templateSchema = z.strictObject({
  name,
  title: postTitle.default(""),
  content: z.unknown(),
  keyEvent: z.boolean().default(false),
  tags: postTags.default([]),
  /** For all blogs of this installation, not for this one alone. */
  everywhere: z.boolean().default(false),
})
export type TemplateInput = z.input<typeof templateSchema>

/** The templates that a blog's composer offers: its own and those for all blogs, by name. */
export async function listTemplates(actor: Actor, blogId: string): Promise<Template[]> {
  authorize(actor, "desk.read", { blogId })
  const rows = await db().template.findMany({
    where: { OR: [{ blogId }, { blogId: null }] },
    orderBy: { id: "asc" },
    take: LIMITS.templates * 2,
  })
  return rows.map(toTemplate).sort((a, b) => a.name.localeCompare(b.name, "en"))
}

/**
 * Keeps words as a template; one of the same name and reach is replaced.
 * Throws `forbidden`, `blog_not_found`, `invalid_input`, `invalid_content`.
 */
export async function saveTemplate(actor: Actor, blogId: string, input: TemplateInput): Promise<Template> {
  const { everywhere, content, ...wanted } = parseInput(templateSchema, input)
  requireMayChange(actor, blogId, everywhere)
  const document = parseDocument(content)
  // Under the lock two editors who save one name at the same time make one template.
  return withBlogLock(blogId, async (tx) => {
    const reach = everywhere ? null : blogId
    const data = { ...wanted, content: (await fillMedia(tx, document)) as Prisma.InputJsonValue }
    const known = await tx.template.findFirst({
      where: { blogId: reach, name: { equals: wanted.name, mode: "insensitive" } },
    })
    if (known) return toTemplate(await tx.template.update({ where: { id: known.id }, data }))
    if ((await tx.template.count({ where: { blogId: reach } })) >= LIMITS.templates) throw tooMany()
    return toTemplate(await tx.template.create({ data: { ...data, id: newId("template"), blogId: reach } }))
  })
}

/** Gives a template another name. Throws `forbidden`, `template_not_found`, `invalid_input`. */
export async function renameTemplate(actor: Actor, templateId: string, newName: string): Promise<Template> {
  const wanted = parseInput(name, newName)
  await requireTemplate(actor, templateId)
  return toTemplate(await db().template.update({ where: { id: templateId }, data: { name: wanted } }))
}

/** Deletes a template; posts that began with it stay as they are. Throws `forbidden`, `template_not_found`. */
export async function deleteTemplate(actor: Actor, templateId: string): Promise<void> {
  await requireTemplate(actor, templateId)
  await db().template.deleteMany({ where: { id: templateId } })
}

async function requireTemplate(actor: Actor, templateId: string): Promise<void> {
  const row = await db().template.findUnique({ where: { id: templateId } })
  if (!row) throw new AppError("template_not_found")
  requireMayChange(actor, row.blogId ?? undefined, row.blogId === null)
}

// What stands in every blog's composer is for who may make blogs; a token of one blog may not.
function requireMayChange(actor: Actor, blogId: string | undefined, everywhere: boolean): void {
  if (everywhere) authorize(actor, "blog.create")
  if (blogId !== undefined) authorize(actor, "blog.edit", { blogId })
}

function tooMany(): AppError {
  const message = `There are ${LIMITS.templates} templates already. Delete one first.`
  return new AppError("invalid_input", { issues: [{ path: "name", message }] })
}

function toTemplate(row: Prisma.TemplateGetPayload<object>): Template {
  const { id, blogId, title, keyEvent, tags } = row
  return { id, blogId, name: row.name, title, content: parseStoredDocument(row.content), keyEvent, tags }
}
