import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseStoredDocument } from "@/lib/changes/presenters"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { documentFromText, documentText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { deletePost, restorePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { restoreRevision } from "@/lib/posts/history"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { requirePostRow } from "@/lib/posts/read-posts"
import { undoRevision } from "@/lib/posts/undo"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

// Each run is a history in a real database. `npm run test:long` makes as many as the promise names.
const RUNS = process.env.LONG ? 1_000 : 40
const ACTIONS = ["edit", "delete", "restore", "hide", "show", "pin", "retime", "undo", "revert"] as const
type Act = (typeof ACTIONS)[number]

/** What one editor's page shows of the post, and does next with it. */
type Editor = { actor: Actor; sees: DeskPost; acts: Act[] }

type Outcome = { kind: "saved"; text: string | null } | { kind: "refused"; code: string }

async function act(editor: Editor, act: Act, text: string): Promise<Outcome> {
  const { actor, sees } = editor
  const held = { revision: sees.revision }
  const save = (): Promise<DeskPost> => {
    switch (act) {
      case "edit":
        return editPost(actor, sees.id, { content: documentFromText(text) }, held)
      case "delete":
        return deletePost(actor, sees.id)
      case "restore":
        return restorePost(actor, sees.id)
      case "hide":
        return editPost(actor, sees.id, { state: "hidden" }, held)
      case "show":
        return editPost(actor, sees.id, { state: "published" }, held)
      case "pin":
        return editPost(actor, sees.id, { pinned: sees.pinnedAt === null }, held)
      case "retime":
        return editPost(actor, sees.id, { publishedAt: `2024-01-0${1 + (sees.revision % 9)}T10:00:00Z` }, held)
      case "undo":
        return undoRevision(actor, sees.id, sees.revision)
      case "revert":
        return restoreRevision(actor, sees.id, 1, held)
    }
  }
  try {
    editor.sees = await save()
    return { kind: "saved", text: act === "edit" ? text : null }
  } catch (thrown) {
    // What is not published, after an undo, has no place in time that could be another.
    const isPlaceless = thrown instanceof AppError && act === "retime" && thrown.code === "invalid_input"
    if (!(thrown instanceof AppError) || (thrown.status !== 409 && !isPlaceless)) throw thrown
    // Refused: the editor is shown the newer post and goes on from it, as the desk does.
    const newer = thrown.details?.post as DeskPost | undefined
    if (newer) editor.sees = newer
    return { kind: "refused", code: thrown.code }
  }
}

/** Runs the editors' acts in the order that the turns give, or all at the same time, and checks what must be true. */
async function play(plans: Act[][], turns: number[] | null): Promise<void> {
  const blog = await makeBlog()
  const post = await makePost(blog.id, "first words")
  const editors = plans.map((acts, index): Editor => {
    return { actor: { ...DESK, name: `Editor ${index}` }, sees: post, acts: [...acts] }
  })
  const accepted: string[] = ["first words"]
  const step = async (index: number) => {
    const editor = editors[index]
    const next = editor?.acts.shift()
    if (!editor || !next) return
    const outcome = await act(editor, next, `words ${index} ${editor.acts.length}`)
    if (outcome.kind === "saved" && outcome.text) accepted.push(outcome.text)
  }
  if (turns) for (const turn of turns) await step(turn)
  else {
    await Promise.all(
      plans.map(async (acts, index) => {
        for (const _ of acts) await step(index)
      }),
    )
  }

  const [row, revisions, deeds, line] = await Promise.all([
    requirePostRow(post.id),
    db().revision.findMany({ where: { postId: post.id }, orderBy: { number: "asc" } }),
    db().auditEvent.findMany({ where: { postId: post.id }, orderBy: [{ revision: "asc" }] }),
    db().blog.findUniqueOrThrow({ where: { id: blog.id } }),
  ])
  // Every version is in the history, without a hole, each with its line in the audit log.
  expect(revisions.map((each) => each.number)).toEqual(Array.from({ length: row.revision }, (_, index) => index + 1))
  expect(deeds.map((each) => each.revision)).toEqual(revisions.map((each) => each.number))
  // No word that was accepted is lost.
  const kept = new Set(revisions.map((each) => documentText(parseStoredDocument(each.content))))
  for (const text of accepted) expect(kept).toContain(text)
  // The post is its newest revision, and readers have exactly that.
  const newest = revisions.at(-1)
  expect({ state: row.state, content: row.content, publishedAt: row.publishedAt, pinnedAt: row.pinnedAt }).toEqual({
    state: newest?.state,
    content: newest?.content,
    publishedAt: newest?.publishedAt,
    pinnedAt: newest?.pinnedAt,
  })
  // The line counts exactly the changes that readers could see: those from or to what is published.
  const isPublic = revisions.map((each) => each.state === "published")
  expect(line.version).toBe(isPublic.filter((now, index) => now || isPublic[index - 1]).length)
  expect(line.publicCount).toBe(row.state === "published" ? 1 : 0)
  const changes = await readChangesAfterVersion(blog.id, 0)
  expect(changes?.upTo).toBe(line.version)
  expect(changes?.posts.map((each) => documentText(each.content))).toEqual(
    row.state === "published" ? [documentText(parseStoredDocument(row.content))] : [],
  )
}

const plan = (length: number) => fc.array(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength: length })

/** Any order in which so many editors can take their turns. */
function interleaved(editors: number, length: number) {
  return fc.tuple(...Array.from({ length: editors }, () => plan(length))).chain((plans) => {
    const turns = plans.flatMap((acts, index) => acts.map(() => index))
    return fc.tuple(fc.constant(plans), fc.shuffledSubarray(turns, { minLength: turns.length }))
  })
}

describe("editors at one post", () => {
  for (const editors of [2, 3]) {
    it(`${editors} of them, in any order of their turns, lose no word, and readers get the newest`, async () => {
      await fc.assert(
        fc.asyncProperty(interleaved(editors, 4), ([plans, turns]) => play(plans, turns)),
        { numRuns: RUNS },
      )
    }, 1_200_000)

    it(`${editors} of them, all at the same moment, lose no word, and readers get the newest`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(plan(4), { minLength: editors, maxLength: editors }), (plans) => play(plans, null)),
        { numRuns: RUNS },
      )
    }, 1_200_000)
  }

  it("of two saves made on the same text the second is refused and gets both", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "base")
    const save = (name: string) =>
      editPost({ ...DESK, name }, post.id, { content: documentFromText(name) }, { revision: post.revision })
    const outcomes = await Promise.allSettled([save("one"), save("two")])
    const refused = outcomes.filter((each) => each.status === "rejected")
    expect(refused).toHaveLength(1)
    expect(refused[0]?.reason).toMatchObject({ code: "stale_revision", details: { post: { revision: 2 } } })
  })
})
