import type { IncomingMessage, ServerResponse } from "node:http"
import { describe, expect, it } from "vitest"
import { jsonAnswer } from "@/lib/live/answer"
import { KeptAnswers } from "@/lib/server/kept-answers"

const request = (url: string, method = "GET") => ({ method, url, rawHeaders: [] as string[] }) as IncomingMessage
const response = { writeHead: () => response, end: () => response } as unknown as ServerResponse
const answer = (body: string) => ({ ...jsonAnswer(200, body), holds: () => true })

describe("kept answers", () => {
  it("stay few, however many addresses are asked", () => {
    const kept = new KeptAnswers()
    for (let number = 0; number < 2_500; number += 1) kept.keep(request(`/${number}`), answer("{}"))
    const held = Array.from({ length: 2_500 }, (_, number) => kept.send(request(`/${number}`), response))
    expect(held.filter(Boolean).length).toBeLessThanOrEqual(2_000)
    expect(held.at(-1)).toBe(true)
  })

  it("stay small, however long each is", () => {
    const kept = new KeptAnswers()
    for (let number = 0; number < 100; number += 1) kept.keep(request(`/${number}`), answer("x".repeat(200_000)))
    const held = Array.from({ length: 100 }, (_, number) => kept.send(request(`/${number}`), response))
    expect(held.filter(Boolean).length).toBeLessThanOrEqual(40)
    kept.keep(request("/large"), answer("x".repeat(300_000)))
    expect(kept.send(request("/large"), response)).toBe(false)
  })

  it("are given to their own method and address alone, and only those that hold", () => {
    const kept = new KeptAnswers()
    let holds = true
    kept.keep(request("/a"), { ...jsonAnswer(200, "{}"), holds: () => holds })
    kept.keep(request("/refused"), { ...jsonAnswer(404, "{}"), holds: () => true })
    kept.keep(request("/once"), jsonAnswer(200, "{}"))
    const sent = (url: string, method?: string) => kept.send(request(url, method), response)
    expect([sent("/a"), sent("/a", "HEAD"), sent("/a", "POST"), sent("/a?x=1")]).toEqual([true, false, false, false])
    expect([sent("/refused"), sent("/once")]).toEqual([false, false])
    holds = false
    expect(sent("/a")).toBe(false)
    holds = true
    expect(sent("/a")).toBe(false)
  })
})
