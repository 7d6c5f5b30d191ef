import type { Locator, Page } from "@playwright/test"
import { paths } from "@/lib/paths"
import type { StoryBlog, StoryClient } from "../../scripts/lib/story-client"
import { inviteColleague } from "./colleague"
import { comeBack, openDesk, textOf } from "./desk-page"
import { expect, test, watchErrors } from "./fixtures"

/*
 * Two people at two desks, and one update that both work on, in the orders that their steps can come in. All of them:
 * LONG=1 npx playwright test desk-two-editors --workers=1
 */

const LONG = process.env.LONG === "1"
/** Updates that one desk shows without asking for older ones. */
const BATCH_SIZE = 25

type Step = "open" | "write" | "save" | "pin" | "delete"
type Run = { scripts: [Step[], Step[]]; order: number[] }
type Person = { name: string; page: Page }
type Written = { person: Person; word: string }
/** What became of a save: it is there, both texts are shown, or it was refused and says why. */
type Outcome = "saved" | "both shown" | "refused"

const EDIT: Step[] = ["open", "write", "save"]
const SCRIPTS: [Step[], Step[]][] = [
  [EDIT, ["delete"]],
  [EDIT, ["pin"]],
  [EDIT, EDIT],
  [EDIT, ["pin", "delete"]],
  [[...EDIT, "delete"], EDIT],
  [
    ["pin", "delete"],
    ["pin", "delete"],
  ],
]
const ALL = runsOf(SCRIPTS)
const RUNS = LONG ? ALL : ALL.filter((_, index) => index === 0 || index % 12 === 6)

for (const hears of [true, false]) {
  test(`two people edit, pin and delete one update, ${hears ? "each seeing what the other does" : "neither hearing of the other"}: no word is lost`, async ({
    desk,
    browser,
    story,
    expectedErrors,
  }) => {
    test.setTimeout((LONG ? 900 : 90) * 1_000)
    const ben = await inviteColleague(desk, browser, "Editor")
    const errors = watchErrors(ben.page, expectedErrors)
    const people: [Person, Person] = [
      { name: "Ada", page: desk },
      { name: "Ben", page: ben.page },
    ]
    if (!hears) {
      expectedErrors.push(/ERR_FAILED/)
      for (const { page } of people) {
        await page.route(/\/api\/desk\/blogs\/[^/]+\/(stream|here)/, (route) => route.abort())
      }
    }
    const outcomes = new Set<Outcome>()
    for (let done = 0; done < RUNS.length; done += BATCH_SIZE) {
      for (const outcome of await play(people, story, RUNS.slice(done, done + BATCH_SIZE), hears)) outcomes.add(outcome)
    }
    expect([...outcomes].sort()).toEqual(["both shown", "refused", "saved"])
    expect(errors).toEqual([])
    await ben.context.close()
  })
}

/** Goes through some runs, each on an update of its own. */
async function play(people: [Person, Person], story: StoryClient, runs: Run[], hears: boolean): Promise<Outcome[]> {
  const blog = await story.createBlog()
  const posts: { id: string; run: Run }[] = []
  for (const run of runs) posts.push({ id: (await story.createPost(blog, { text: "The first words" })).id, run })
  for (const { page } of people) await openDesk(page, blog)
  const outcomes: Outcome[] = []
  const shown: string[] = []
  for (const [index, { id, run }] of posts.entries()) {
    await test.step(nameOf(run), async () => {
      const written: Written[] = []
      const left = run.scripts.map((script) => [...script])
      for (const turn of run.order) {
        const person = people[turn as 0 | 1]
        const outcome = await take(person, left[turn]?.shift(), id, `${person.name}${index}x`, written)
        if (outcome) outcomes.push(outcome)
        if (hears) await expectAgreed(people, id, nameOf(run))
      }
      await expectKept(blog, id, written)
      const given = new Set<string>()
      for (const person of people) if ((await leave(person, id)) === "given up") given.add(person.name)
      if (!hears) for (const { page } of people) await comeBack(page)
      await expectAgreed(people, id, nameOf(run))
      const kept = written.filter(({ person }) => !given.has(person.name))
      await expectKept(blog, id, kept)
      shown.push(await look(people[0].page, id))
    })
  }
  // What both desks showed in the end is what the server has.
  await openDesk(people[0].page, blog)
  for (const [index, { id, run }] of posts.entries()) {
    expect(await look(people[0].page, id), nameOf(run)).toBe(shown[index])
  }
  return outcomes
}

const rowOf = (page: Page, id: string) => page.locator(`[data-row="${id}"]`)
const editOf = (page: Page, id: string) => rowOf(page, id).getByRole("region", { name: "Edit post" })

/** One step of one person, where there is still something to take it on. */
async function take(
  person: Person,
  step: Step | undefined,
  id: string,
  word: string,
  written: Written[],
): Promise<Outcome | null> {
  const { page } = person
  const post = rowOf(page, id).locator("[data-post]")
  const edit = editOf(page, id)
  const isOpen = (await edit.count()) > 0
  if (step === "open" && (await press(post.getByRole("button", { name: "Edit", exact: true })))) {
    await expect(textOf(page, edit)).toBeVisible()
  } else if (step === "write" && isOpen) {
    await textOf(page, edit).fill(`${word} says that the harbour is closed`)
    written.push({ person, word })
  } else if (step === "save" && isOpen) {
    await edit.getByRole("button", { name: "Update", exact: true }).press("Enter")
    const [both, refused] = [edit.getByRole("region", { name: /newer text/ }), edit.getByRole("alert")]
    await expect(post.or(both).or(refused).first()).toBeVisible()
    return (await both.count()) > 0 ? "both shown" : (await refused.count()) > 0 ? "refused" : "saved"
  } else if (step === "pin" && (await press(post.getByRole("button", { name: /^(Pin|Unpin)$/ })))) {
    await expect(rowOf(page, id).locator("[aria-busy=true]")).toHaveCount(0)
  } else if (step === "delete" && (await press(post.getByRole("button", { name: "Delete", exact: true })))) {
    await expect(rowOf(page, id)).toHaveCount(0)
  }
  return null
}

/** Presses a button, unless it is not there: an update that a colleague deleted has none. */
async function press(button: Locator): Promise<boolean> {
  if ((await button.count()) === 0) return false
  try {
    await button.press("Enter", { timeout: 3_000 })
    return true
  } catch (thrown) {
    if ((await button.count()) > 0) throw thrown
    return false
  }
}

/** Whoever still has the update open saves the own text over the other's, or gives it up where there is no update any more. */
async function leave({ page }: Person, id: string): Promise<"given up" | null> {
  const edit = editOf(page, id)
  const refused = edit.getByRole("alert")
  const keepMine = edit.getByRole("button", { name: "Use mine" })
  if ((await keepMine.count()) > 0) {
    await keepMine.press("Enter")
    await expect.poll(async () => (await edit.count()) === 0 || (await refused.count()) > 0).toBe(true)
  }
  if ((await edit.count()) === 0) return null
  await edit.getByRole("button", { name: "Cancel" }).press("Enter")
  await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click()
  await expect(edit).toHaveCount(0)
  return "given up"
}

/** Every word is in the history of the update, or in front of who wrote it. */
async function expectKept(blog: StoryBlog, id: string, written: Written[]): Promise<void> {
  const [first] = written
  if (!first) return
  const history = await readHistory(first.person.page, blog, id)
  for (const { person, word } of written) {
    const waiting = person.page.getByRole("region", { name: "Texts that wait" })
    const texts = await editOf(person.page, id).or(waiting).allInnerTexts()
    expect(
      [history, ...texts].some((text) => text.includes(word)),
      `${word} is somewhere`,
    ).toBe(true)
  }
}

/** The pages of versions, by post: a version never changes. */
const versions = new Map<string, string[]>()

/** The pages of all versions of an update. */
async function readHistory(page: Page, blog: StoryBlog, id: string): Promise<string> {
  const known = versions.get(id) ?? []
  versions.set(id, known)
  for (;;) {
    const response = await page.request.get(paths.deskHistory(blog.id, id, { version: known.length + 1 }))
    if (response.status() === 404) return known.join("\n")
    expect(response.ok()).toBe(true)
    known.push(await response.text())
  }
}

function expectAgreed(people: [Person, Person], id: string, message: string): Promise<void> {
  return expect.poll(() => agree(people, id), { message, intervals: [50] }).toBe(true)
}

/** True when both desks show the update in the same way; one who has it open looks at the own text. */
async function agree(people: [Person, Person], id: string): Promise<boolean> {
  const [one, other] = await Promise.all(people.map(({ page }) => look(page, id)))
  return one === other || [one, other].includes("open")
}

/** What a desk shows of an update: its marks and its words. */
function look(page: Page, id: string): Promise<string> {
  return page.evaluate((postId) => {
    const row = document.querySelector(`[data-row="${postId}"]`)
    if (!row) return "gone"
    // The line alone: below it stands what was refused, at one desk and not at the other.
    return row.querySelector("article > div:first-child")?.textContent ?? "open"
  }, id)
}

/** Each two scripts in every order that their steps can come in. */
function runsOf(scripts: [Step[], Step[]][]): Run[] {
  return scripts.flatMap(([first, second]) =>
    ordersOf(first.length, second.length).map((order): Run => ({ scripts: [first, second], order })),
  )
}

/** Whose turn it is, in every order that is possible. */
function ordersOf(first: number, second: number): number[][] {
  if (first === 0 && second === 0) return [[]]
  return [
    ...(first > 0 ? ordersOf(first - 1, second).map((order) => [0, ...order]) : []),
    ...(second > 0 ? ordersOf(first, second - 1).map((order) => [1, ...order]) : []),
  ]
}

function nameOf({ scripts, order }: Run): string {
  const left = scripts.map((script) => [...script])
  return order.map((turn) => `${turn === 0 ? "Ada" : "Ben"}: ${left[turn]?.shift()}`).join(", ")
}
