import path from "node:path"
import pg from "pg"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import type { StoryBlog, StoryClient } from "../../scripts/lib/story-client"
import { PAYLOADS } from "../security/payloads"
import { card, composer, openDesk, paste, publish, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { waitUntilLive } from "./reader-helpers"
import { expectNothing, findRunnable, watchRuns } from "./watch-runs"

const LONG = process.env.SECURITY === "long"
/** A name has up to 120 letters, on one line. */
const NAMES = [
  ...new Set(
    PAYLOADS.map((each) =>
      each
        .replaceAll(/[\0\s]+/g, " ")
        .trim()
        .slice(0, 120)
        .trim(),
    ).filter(Boolean),
  ),
].filter((each) => each.isWellFormed())
/** One name in so many is tried where each takes a page of its own. */
const SOME = NAMES.filter((_, index) => index % (LONG ? 8 : 240) === 0)

test.describe.configure({ timeout: LONG ? 900_000 : 90_000 })

/** The database of the product that the tests run against, for what no form would let through a hundred times. */
async function withDatabase<T>(run: (database: pg.Client) => Promise<T>): Promise<T> {
  const running = await findRunning(path.dirname(process.env.E2E_SESSION ?? ""))
  const database = new pg.Client({ connectionString: running?.databaseUrl })
  await database.connect()
  return run(database).finally(() => database.end())
}

const rename = (email: string, name: string) =>
  withDatabase((database) => database.query(`update "user" set name = $2 where email = $1`, [email, name]))

/** As many people, invitations, tokens, browsers and deeds as there are names, each under one of them. */
async function fillWithNames(blog: StoryBlog, postId: string): Promise<void> {
  const rows = `unnest($1::text[]) with ordinality as given(name, number)`
  await withDatabase(async (database) => {
    await database.query(
      `insert into "user" (id, name, email, role) select 'hostile_' || number, name, number || '@hostile.example', 'contributor' from ${rows}`,
      [NAMES],
    )
    await database.query(
      `insert into invite (id, token_hash, email, name, role, expires_at)
        select 'hostile_' || number, 'hostile_' || number, number || '@invited.example', name, 'editor', now() + interval '1 day' from ${rows}`,
      [NAMES],
    )
    await database.query(
      `insert into api_token (id, name, token_hash, hint) select 'hostile_' || number, name, 'hostile_' || number, 'abcd' from ${rows}`,
      [NAMES],
    )
    await database.query(
      `insert into session (id, token, user_id, expires_at, user_agent, ip_address)
        select 'hostile_' || number, 'hostile_' || number, (select id from "user" where email = 'ada@newsroom.example'),
          now() + interval '1 day', name, name from ${rows}`,
      [NAMES],
    )
    await database.query(
      `insert into audit_event (id, blog_id, actor_name, source, action, post_id, details)
        select 'hostile_' || number, $2, name, 'desk', case when number % 2 = 0 then 'publish' else 'member.role' end, $3,
          jsonb_build_object('title', name, 'name', name, 'role', 'editor') from ${rows}`,
      [NAMES, blog.id, postId],
    )
    await database.query(
      `insert into revision (post_id, number, title, content, state, key_event, pinned, action, source, actor_name)
        select post_id, revision.number + given.number, given.name, content, state, key_event, pinned, 'edit', 'desk', given.name
        from revision, ${rows} where post_id = $2 and revision.number = 1`,
      [NAMES, postId],
    )
    await database.query(
      `update post set revision = (select max(number) from revision where post_id = $1), author_id = 'hostile_1' where id = $1`,
      [postId],
    )
  })
}

async function takeNamesOut(): Promise<void> {
  await withDatabase(async (database) => {
    for (const table of ["invite", "api_token", "session", "audit_event", `"user"`])
      await database.query(`delete from ${table} where id like 'hostile_%'`)
  })
}

async function fillBlog(story: StoryClient): Promise<{ blog: StoryBlog; postId: string }> {
  const blog = await story.createBlog()
  return { blog, postId: (await story.createPost(blog, { text: "By somebody" })).id }
}

test("no name of anybody makes a page of the desk run anything", async ({ desk, story }) => {
  const runs = await watchRuns(desk.context(), [desk])
  const { blog, postId } = await fillBlog(story)
  try {
    await fillWithNames(blog, postId)
    const pages = ["people", "tokens", "account", `blogs/${blog.id}/settings/team`, `blogs/${blog.id}/activity`]
    for (const page of [...pages, `blogs/${blog.id}/history/${postId}`]) {
      await desk.goto(`/desk/${page}`)
      await expect(desk.getByRole("heading", { level: 1 })).toBeVisible()
      if (page !== "account") await expect(desk.getByText("<script>").first()).toBeAttached()
      expect(await findRunnable(desk), page).toEqual([])
    }
    await openDesk(desk, blog)
    await expect(card(desk, "By somebody")).toBeVisible()
    expect(await findRunnable(desk)).toEqual([])
  } finally {
    await takeNamesOut()
  }
  expectNothing(runs)
})

test("nor the name of a colleague, from the invitation to the byline that readers see", async ({
  desk,
  browser,
  page,
  story,
}) => {
  const runs = await watchRuns(desk.context(), [desk])
  const reader = await watchRuns(page.context(), [page])
  const { blog } = await fillBlog(story)
  const email = `names-${Date.now()}@newsroom.example`
  const [first = ""] = SOME
  await desk.goto("/desk/people")
  await desk.getByLabel("Name", { exact: true }).fill(first)
  await desk.getByLabel("Email address").fill(email)
  await desk.getByRole("radio", { name: /Editor/ }).check()
  await desk.getByRole("button", { name: "Create invite link" }).click()
  const link = await desk.getByLabel("Invitation link").inputValue()
  await expect(desk.getByText(first, { exact: true }).first()).toBeVisible()
  const context = await browser.newContext()
  const theirs = await context.newPage()
  const atTheirs = await watchRuns(context, [theirs])
  await theirs.goto(link)
  await expect(theirs.getByLabel("Your name")).toHaveValue(first)
  expect(await findRunnable(theirs)).toEqual([])
  await theirs.getByLabel("Password").fill("a good long password")
  await theirs.getByRole("button", { name: "Create account" }).click()
  await theirs.waitForURL("**/desk")
  await page.goto(blog.path)
  await waitUntilLive(page)
  await openDesk(desk, blog)
  for (const [index, name] of SOME.entries()) {
    await rename(email, name)
    await openDesk(theirs, blog)
    if (index === 0) {
      // Who is there keeps the name that they came by.
      await expect(desk.getByRole("list", { name: "Also at this desk" })).toContainText(name)
      await textOf(theirs).fill("Being written")
      await expect(desk.getByText("is writing a post")).toContainText(name)
      expect(await findRunnable(desk)).toEqual([])
    }
    const words = `Written under name number ${index}`
    await publish(theirs, words)
    await expect(card(desk, words)).toContainText(name)
    await expect(page.getByRole("article").filter({ hasText: words })).toContainText(name)
    for (const each of [desk, theirs, page]) expect(await findRunnable(each)).toEqual([])
  }
  expectNothing(runs)
  expectNothing(atTheirs)
  expectNothing(reader)
  await context.close()
})

test("nor what a linked page says of itself, fetched, shown at the desk and read", async ({ desk, page, story }) => {
  const runs = await watchRuns(desk.context(), [desk])
  const reader = await watchRuns(page.context(), [page])
  const words = PAYLOADS.filter((each, index) => !each.includes("\0") && index % (LONG ? 4 : 80) === 0)
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await page.goto(blog.path)
  await waitUntilLive(page)
  for (let at = 0; at < words.length; at += 5) {
    await textOf(desk).focus()
    const some = words.slice(at, at + 5)
    for (const says of some) {
      await paste(textOf(desk), { text: `${process.env.E2E_LINKED}/hostile?${new URLSearchParams({ says })}` })
      await textOf(desk).press("Control+End")
    }
    await expect(composer(desk).getByRole("button", { name: "Remove preview" })).toHaveCount(some.length)
    expect(await findRunnable(desk)).toEqual([])
    await composer(desk).getByRole("button", { name: "Publish" }).click()
    await expect(desk.getByRole("article")).toHaveCount(at / 5 + 1)
    await expect(page.getByRole("article")).toHaveCount(at / 5 + 1)
    expect(await findRunnable(page)).toEqual([])
  }
  await page.reload()
  expect(await findRunnable(page)).toEqual([])
  expectNothing(runs)
  expectNothing(reader)
})
