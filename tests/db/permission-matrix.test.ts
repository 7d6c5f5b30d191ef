import { beforeAll, describe, expect, it, vi } from "vitest"
import { processHub } from "@/lib/realtime/broker"
import { checkReady } from "@/lib/server/readiness"
import { ACTION_ROWS } from "../route-inventory/action-rows"
import { EVERYBODY, makeSenders, type Sender, SIGNED_IN, TOKENS_ALIVE, type Who } from "../route-inventory/actors"
import { type Door, doorName, findDoors, findHiddenDoors, READS } from "../route-inventory/find-routes"
import { HANDLER_ROWS } from "../route-inventory/handler-rows"
import { digestOfAll, type Knock, knock, prepareKnock, rememberSessions } from "../route-inventory/knock"
import { OPEN_PAGES, PAGE_ROWS } from "../route-inventory/page-rows"
import { type Row, refusalOf } from "../route-inventory/rows"
import { World } from "../route-inventory/world"
import { useDatabase } from "../setup/database"

const sent = vi.hoisted(() => {
  process.env.CRON_SECRET = "what-the-clock-says-when-it-knocks"
  process.env.LINK_CARDS = "0"
  return { headers: new Headers() }
})
vi.mock("next/headers", () => ({
  headers: async () => sent.headers,
  cookies: async () => ({ set: () => {}, get: () => undefined, delete: () => {} }),
}))

const DOORS = findDoors()
const ROWS = [...ACTION_ROWS, ...HANDLER_ROWS, ...PAGE_ROWS]
const doorOf = ({ door }: Row): Door | undefined => DOORS.find((each) => doorName(each) === door)

/** What browsers tell when a page of somebody else has them send something. */
const FOREIGN_PAGES: Record<string, string>[] = [
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  { "sec-fetch-site": "same-site", origin: "https://other.localhost" },
  { "sec-fetch-site": "cross-site", origin: "null" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "none", origin: "https://evil.example" },
  { "sec-fetch-site": "", origin: "https://evil.example" },
  { "sec-fetch-site": "", origin: "null" },
  { "sec-fetch-site": "" },
]

const refusal = (row: Row, { kind }: Door, who: Who) =>
  refusalOf(row, kind, SIGNED_IN.includes(who), TOKENS_ALIVE.includes(who))

/**
 * Those who are all treated as nobody take turns from row to row, four at each, unless there is time for all of them:
 * one wrapper judges them for all doors.
 */
function someOf(all: Who[], isLikeNobody: (who: Who) => boolean, turn: number): Who[] {
  if (process.env.SECURITY === "long") return all
  const alike = all.filter((who) => isLikeNobody(who) && who !== "nobody")
  const chosen = ["nobody", ...[0, 1, 2].map((n) => alike[(turn * 3 + n) % alike.length])]
  return all.filter((who) => !isLikeNobody(who) || chosen.includes(who))
}

describe("the table of who may do what", () => {
  it("has a row for every server action, route handler and page", () => {
    const known = new Set([...ROWS.map(({ door }) => door), ...OPEN_PAGES])
    expect(DOORS.map(doorName).filter((name) => !known.has(name))).toEqual([])
  })

  it("has none for a door that is not there", () => {
    const names = DOORS.map(doorName)
    expect([...ROWS.map(({ door }) => door), ...OPEN_PAGES].filter((door) => !names.includes(door))).toEqual([])
  })

  it("sees every door: none is made inside a component, or handed on from another file", () => {
    expect(findHiddenDoors()).toEqual([])
  })
})

describe("who may do what", () => {
  useDatabase()
  let world: World
  let senders: Map<Who, Sender>
  let restoreSessions: () => Promise<void>

  beforeAll(async () => {
    world = await World.make()
    senders = await makeSenders(world.blogId, world.otherBlogId, process.env.CRON_SECRET ?? "")
    restoreSessions = await rememberSessions()
    processHub()
    await vi.waitFor(async () => expect((await checkReady()).ready).toBe(true), { timeout: 10_000 })
  })

  const sender = (who: Who): Sender => senders.get(who) ?? { headers: {}, userId: "" }

  /** What is asked alike by all is made once. */
  async function prepareFor(row: Row, who: Who, first: Knock | undefined): Promise<Knock> {
    const isAlike = Math.max(row.ask?.length ?? 0, row.input?.length ?? 0) < 2
    if (!first || !isAlike) return prepareKnock(row, world, sender(who))
    return prepareKnock({ ...row, ask: () => first.ask, input: () => first.input }, world, sender(who))
  }

  async function send(door: Door, made: Knock) {
    sent.headers = new Headers(Object.entries(made.headers).filter(([, value]) => value !== ""))
    return knock(door, { ...made, headers: Object.fromEntries(sent.headers) })
  }

  for (const [at, row] of ROWS.entries()) {
    const door = doorOf(row)
    if (!door) continue
    const name = `${row.door}${row.what ? ` (${row.what})` : ""}`

    if (row.lock === "open") {
      it(`${name} answers everybody alike`, async () => {
        const { ask, input } = await prepareKnock(row, world, sender("nobody"))
        const answers = new Map<string, unknown>()
        for (const who of someOf(EVERYBODY, () => true, at)) {
          answers.set(
            who,
            await send(door, {
              ...(await prepareKnock({ ...row, ask: () => ask, input: () => input }, world, sender(who))),
            }),
          )
          await restoreSessions()
        }
        const first = answers.get("nobody")
        expect(first).toMatchObject({ code: row.got ?? "ok" })
        for (const [who, answer] of answers) expect([who, answer]).toEqual([who, first])
      })
      continue
    }

    it(`${name} is refused to whom it is not for, and changes nothing`, async () => {
      const others = someOf(
        EVERYBODY.filter((who) => !row.may.includes(who)),
        (who) => refusal(row, door, who) === refusal(row, door, "nobody"),
        at,
      )
      const knocks = new Map<Who, Knock>()
      for (const who of others) knocks.set(who, await prepareFor(row, who, knocks.get(others[0] ?? "nobody")))
      const before = await digestOfAll()
      for (const [who, made] of knocks) {
        expect([who, (await send(door, made)).code]).toEqual([who, refusal(row, door, who)])
      }
      expect(await digestOfAll(), "what is stored").toBe(before)
    })

    if (row.may.length > 0)
      it(`${name} opens to whom it is for`, async () => {
        for (const who of row.may) {
          const made = await prepareKnock(row, world, sender(who))
          const call = async () => (await send(door, made)).code
          const code = row.around ? await row.around(world, call) : await call()
          await restoreSessions()
          expect([who, code]).toEqual([who, row.got ?? "ok"])
        }
      })

    if (row.lock === "session" && (door.kind === "action" || (door.kind === "handler" && !READS.includes(door.name))))
      it(`${name} does nothing for another site's page in an admin's browser`, async () => {
        const made = await prepareKnock(row, world, sender("admin"))
        const before = await digestOfAll()
        for (const headers of FOREIGN_PAGES) {
          const { code } = await send(door, { ...made, headers: { ...made.headers, ...headers } })
          expect([headers, code]).toEqual([headers, "foreign_origin"])
        }
        expect(await digestOfAll(), "what is stored").toBe(before)
      })
  }
})
