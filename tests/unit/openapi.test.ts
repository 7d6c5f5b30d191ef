import { describe, expect, it } from "vitest"
import { openapiDocument } from "@/lib/http/openapi"
import { addressOf, findDoors } from "../route-inventory/find-routes"
import { schemaOf } from "../setup/api-document"

type Described = {
  openapi: string
  paths: Record<
    string,
    Record<string, { operationId: string; security?: unknown[]; responses: Record<string, unknown> }>
  >
  components: { schemas: Record<string, unknown> }
}
const document = JSON.parse(openapiDocument()) as Described

/** For our own pages, for services that run us, and for front ends of Wagtail Live, which have documents of their own. */
const NOT_DESCRIBED =
  /^\/api\/(desk|cron|receivers|rehearsal|get-updates|metrics|health|ready)\/|^\/api\/(metrics|health|ready)$|\/\[\.\.\.rest\]$|\/seen$/

describe("the description of the HTTP API", () => {
  it("has every route handler of the API, with each of its methods, and no other", () => {
    const doors = findDoors()
      .filter(({ kind, name }) => kind === "handler" && name !== "OPTIONS")
      .map((door) => ({ at: addressOf(door), method: door.name.toLowerCase() }))
      .filter(
        ({ at }) =>
          (at.startsWith("/api/") || at.endsWith("/fragment") || at.endsWith("/posts.json")) && !NOT_DESCRIBED.test(at),
      )
      .map(({ at, method }) => `${method} ${at.replaceAll(/\[(\w+)\]/g, "{$1}")}`)
    const described = Object.entries(document.paths).flatMap(([at, methods]) =>
      Object.keys(methods).map((method) => `${method} ${at}`),
    )
    expect(described.sort()).toEqual([...new Set(doors)].sort())
    expect(doors.length).toBeGreaterThan(15)
  })

  it("refers to nothing that is not in it, and names each operation once", () => {
    const text = JSON.stringify(document)
    for (const [, name = ""] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(document.components.schemas)).toContain(name)
    expect(text).not.toContain("#/$defs/")
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((each) => each.operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(document.openapi).toMatch(/^3\.1\./)
  })

  it("holds for what is sent: the examples of the API's page are valid, and a wrong field is not", () => {
    const check = (name: string, value: unknown) => schemaOf(name).safeParse(value).success
    expect(check("CreatePost", { text: "Polls have closed.", title: "Polls", tags: ["polls"] })).toBe(true)
    expect(check("CreatePost", { text: 7 })).toBe(false)
    expect(check("EditBlog", { status: "ended", embedHosts: ["news.example"] })).toBe(true)
    expect(check("EditBlog", { status: "gone" })).toBe(false)
  })
})
