import { describe, expect, it } from "vitest"
import { isPage, methodsOf } from "@/lib/server/methods"
import { addressOf, type Door, findDoors } from "../route-inventory/find-routes"

const at = (door: Door) => addressOf(door).replaceAll(/\[+[^\]]*\]+/g, "x")

describe("the methods that an address takes", () => {
  it("are those of its route handler, for every one that there is", () => {
    const handlers = findDoors().filter(
      ({ kind, file }) => kind === "handler" && !file.startsWith("app/api/[...rest]/"),
    )
    const files = new Map(handlers.map((door) => [door.file, door]))
    expect(files.size).toBeGreaterThan(30)
    for (const door of files.values()) {
      const names = handlers.filter(({ file }) => file === door.file).map(({ name }) => name)
      // Next answers HEAD where there is GET, and we answer OPTIONS everywhere.
      const wanted = new Set(
        [...names, ...(names.includes("GET") ? ["HEAD"] : [])].filter((name) => name !== "OPTIONS"),
      )
      expect([door.file, new Set(methodsOf(at(door)))]).toEqual([door.file, wanted])
    }
  })

  it("are reading ones at every page, whose actions come as POST", () => {
    for (const door of findDoors().filter(({ kind }) => kind === "page"))
      expect([door.file, isPage(at(door)), methodsOf(at(door))]).toEqual([door.file, true, ["GET", "HEAD"]])
  })

  it("are nobody's where there is nothing below /api: that is said to all alike", () => {
    expect(methodsOf("/api/none")).toBeNull()
    expect(methodsOf("/api/v1/blogs/x/posts/y/z")).toBeNull()
    expect(methodsOf("/api/get-updates/x/")).toEqual(["GET", "HEAD", "POST"])
  })
})
