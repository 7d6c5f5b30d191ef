import { expect, it } from "vitest"
import { DeskHub, type DeskSource } from "@/lib/collaboration/desk-hub"
import { Presence, serializePresence } from "@/lib/collaboration/presence"

const ANA = { blogId: "blog_1", userId: "user_ana", tab: "tab-1" }
const HERE = { writing: false, editing: [] }

it("a tab that says nothing for half a minute is gone, one that speaks stays", () => {
  const presence = new Presence()
  presence.note(serializePresence(ANA, HERE), 0)
  presence.note(serializePresence({ ...ANA, userId: "user_ben" }, HERE), 0)
  presence.note(serializePresence(ANA, HERE), 20_000)
  expect([...presence.expire(30_000)]).toEqual(["blog_1"])
  expect(presence.at("blog_1").map(({ userId }) => userId)).toEqual(["user_ana"])
  expect([...presence.expire(50_000)]).toEqual(["blog_1"])
  expect(presence.isEmpty).toBe(true)
})

it("nobody ends or takes over a colleague's tab by giving theirs the same name", () => {
  const presence = new Presence()
  const ben = { ...ANA, userId: "user_ben" }
  presence.note(serializePresence(ANA, { writing: true, editing: ["post_1"] }), 0)
  presence.note(serializePresence(ben, { writing: false, editing: ["post_2"] }), 1)
  presence.note(serializePresence(ben, null), 2)
  expect(presence.at("blog_1")).toEqual([{ userId: "user_ana", writing: true, editing: ["post_1"] }])
})

it("only what looks different is news", () => {
  const presence = new Presence()
  expect(presence.note(serializePresence(ANA, HERE), 0)).toBe("blog_1")
  expect(presence.note(serializePresence(ANA, HERE), 1)).toBeNull()
  expect(presence.note(serializePresence(ANA, { writing: true, editing: [] }), 2)).toBe("blog_1")
  expect(presence.note(serializePresence(ANA, null), 3)).toBe("blog_1")
  expect(presence.note(serializePresence(ANA, null), 4)).toBeNull()
  expect(presence.note("nonsense", 5)).toBeNull()
})

it("what is announced fits the database's limit however many posts are open, and nobody fills the memory", () => {
  const editing = Array.from({ length: 500 }, (_, index) => `post_abcdefghjkmnpqr${index}`)
  expect(serializePresence(ANA, { writing: true, editing }).length).toBeLessThan(1_000)
  const presence = new Presence()
  for (let tab = 0; tab < 100; tab += 1) presence.note(serializePresence({ ...ANA, tab: `tab-${tab}` }, HERE), tab)
  expect(presence.note(serializePresence({ ...ANA, tab: "one-more" }, HERE), 200)).toBeNull()
  expect(presence.at("blog_1")).toHaveLength(1)
})

it("a process that begins after somebody came is told by the one that heard it, and not of who left", async () => {
  const hubs: DeskHub[] = []
  const source: DeskSource = {
    readNames: async (ids) => new Map(ids.map((id) => [id, id])),
    readVitals: async () => null,
    announcePresence: async (payload) => {
      for (const hub of hubs) hub.onPresence(payload)
    },
  }
  const start = () => {
    const hub = new DeskHub(source)
    hubs.push(hub)
    hub.ask()
    return hub
  }
  const first = start()
  await first.heartbeat(ANA, { writing: true, editing: ["post_1"] })
  await first.heartbeat({ ...ANA, userId: "user_gone" }, HERE)
  await first.leaveTab({ ...ANA, userId: "user_gone" })
  const second = start()
  const { people } = await second.heartbeat({ ...ANA, userId: "user_ben" }, HERE)
  expect(people).toEqual([
    { id: "user_ana", name: "user_ana", writing: true, editing: ["post_1"] },
    { id: "user_ben", name: "user_ben", ...HERE },
  ])
  for (const hub of hubs) hub.end()
})
