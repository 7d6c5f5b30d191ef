import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import {
  type ConnectionEvent,
  type ConnectionState,
  isDormant,
  nextState,
} from "@/lib/realtime/client/connection-state"

const DOCUMENT = readFileSync("docs/live-client.md", "utf8")

/** The rows of the table below a heading whose head begins with these cells. */
function tableOf(...head: string[]): string[][] {
  const lines = DOCUMENT.split("\n")
  const start = lines.findIndex((line) => line.startsWith(`| ${head.join(" | ")}`))
  const rows = lines
    .slice(start)
    .filter((_, index, all) => all.slice(0, index + 1).every((line) => line.startsWith("|")))
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  )
}
const plain = (cell = "") => cell.replaceAll("`", "")

const [head = [], , ...rows] = tableOf("State", "`connected`")
const events = head.slice(1).map((cell) => plain(cell) as ConnectionEvent)
const states = rows.map(([state]) => plain(state) as ConnectionState)

describe("docs/live-client.md", () => {
  it("gives the next state of every state with every event", () => {
    expect(states).toHaveLength(6)
    expect(events).toHaveLength(8)
    for (const [state = "", ...cells] of rows) {
      const written = cells.map(plain)
      expect(written, state).toEqual(events.map((event) => nextState(plain(state) as ConnectionState, event)))
    }
  })

  it("says in which states the slow poll runs", () => {
    for (const [state, , runs] of tableOf("State", "What readers see").slice(2))
      expect(runs === "Slow poll", state).toBe(isDormant(plain(state) as ConnectionState))
  })

  it("gives what happens to a connection of each role with each outcome", () => {
    const source = readFileSync("lib/realtime/client/fallback.ts", "utf8")
    const [outcomes = [], , ...roles] = tableOf("Role", "`live`")
    expect(roles).toHaveLength(3)
    for (const [role, ...cells] of roles) {
      const written = cells.map((cell, index) => `${plain(outcomes[index + 1])}: ${plain(cell)}`).join(", ")
      expect(source.replaceAll('"', "")).toContain(`${plain(role)}: { ${written} }`)
    }
  })

  it("names, for every rule, code and tests that are there", () => {
    const invariants = tableOf("Rule", "Enforced by").slice(2)
    expect(invariants.length).toBeGreaterThan(15)
    for (const [rule, code = "", tested = ""] of invariants) {
      const files = [...`${code} ${tested}`.matchAll(/`([^`]+\/[^`]+)`/g)].map((match) => match[1] ?? "")
      expect(files.length, rule).toBeGreaterThan(1)
      expect(
        files.filter((file) => !existsSync(file)),
        rule,
      ).toEqual([])
      const [, file = "", title = ""] = /`([^`]+)` "(.+)"$/.exec(tested) ?? []
      expect(readFileSync(file, "utf8"), rule).toContain(title)
    }
  })
})

it("every state leads back to live", () => {
  for (const state of states) {
    const reached = new Set([state])
    // A set goes on to what is added while it is walked.
    for (const each of reached) for (const event of events) reached.add(nextState(each, event))
    expect([...reached], state).toContain("live")
  }
})
