import type { IncomingMessage, ServerResponse } from "node:http"
import { describe, expect, it } from "vitest"
import { jsonPayload } from "@/lib/http/payload"
import { ResponseCache } from "@/lib/server/response-cache"

const request = (url: string, method = "GET") => ({ method, url, rawHeaders: [] as string[] }) as IncomingMessage
const response = { writeHead: () => response, end: () => response } as unknown as ServerResponse
const answer = (body: string) => ({ ...jsonPayload(200, body), holds: () => true })

describe("kept answers", () => {
  it("stay few, however many addresses are asked", () => {
    const kept = new ResponseCache()
    for (let number = 0; number < 2_500; number += 1) kept.store(request(`/${number}`), answer("{}"))
    const held = Array.from({ length: 2_500 }, (_, number) => kept.send(request(`/${number}`), response))
    expect(held.filter(Boolean).length).toBeLessThanOrEqual(2_000)
    expect(held.at(-1)).toBe(true)
  })

  it("stay small, however long each is", () => {
    const kept = new ResponseCache()
    for (let number = 0; number < 100; number += 1) kept.store(request(`/${number}`), answer("x".repeat(200_000)))
    const held = Array.from({ length: 100 }, (_, number) => kept.send(request(`/${number}`), response))
    expect(held.filter(Boolean).length).toBeLessThanOrEqual(40)
    kept.store(request("/large"), answer("x".repeat(300_000)))
    expect(kept.send(request("/large"), response)).toBe(false)
  })

  it("are given to their own method and address alone, and only those that hold", () => {
    const kept = new ResponseCache()
    let holds = true
    kept.store(request("/a"), { ...jsonPayload(200, "{}"), holds: () => holds })
    kept.store(request("/refused"), { ...jsonPayload(404, "{}"), holds: () => true })
    kept.store(request("/once"), jsonPayload(200, "{}"))
    const sent = (url: string, method?: string) => kept.send(request(url, method), response)
    expect([sent("/a"), sent("/a", "HEAD"), sent("/a", "POST"), sent("/a?x=1")]).toEqual([true, false, false, false])
    expect([sent("/refused"), sent("/once")]).toEqual([false, false])
    holds = false
    expect(sent("/a")).toBe(false)
    holds = true
    expect(sent("/a")).toBe(false)
  })
})
