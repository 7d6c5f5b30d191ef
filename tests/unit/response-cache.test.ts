import { IncomingMessage, ServerResponse } from "node:http"
import { Socket } from "node:net"
import { describe, expect, it } from "vitest"
import { allCaches } from "@/lib/cache"
import { jsonPayload } from "@/lib/http/payload"
import { ResponseCache } from "@/lib/server/response-cache"

const request = (url: string, method = "GET") => Object.assign(new IncomingMessage(new Socket()), { method, url })
const answer = (body: string) => ({ ...jsonPayload(200, body), holds: () => true })
const isSent = (kept: ResponseCache, url: string, method?: string) => {
  const asked = request(url, method)
  const response = new ServerResponse(asked)
  const sent = kept.send(asked, response)
  // Its reader is gone, whether there was an answer or not.
  response.emit("close")
  return sent
}
const bytesOf = () => allCaches().find(({ name }) => name === "answers by address")?.bytes ?? 0

describe("kept answers", () => {
  it.each([
    ["however many addresses are asked", "{}", ""],
    ["however long each answer is", "x".repeat(200_000), ""],
    ["however long each address is", "{}", "x".repeat(8_000)],
  ])("stay small, %s", (_, body, padding) => {
    const kept = new ResponseCache()
    for (let number = 0; number < 4_000; number += 1) {
      kept.store(request(`/${number}${padding}`), answer(body))
      if (number % 100 === 0) expect(bytesOf()).toBeLessThanOrEqual(8 * 1024 * 1024)
    }
    const held = Array.from({ length: 4_000 }, (_, number) => isSent(kept, `/${number}${padding}`)).filter(Boolean)
    expect(held.length * (2 * body.length + padding.length)).toBeLessThanOrEqual(2 * 8 * 1024 * 1024)
    expect(isSent(kept, `/3999${padding}`)).toBe(true)
  })

  it("hold no answer that is very long: it is kept elsewhere, once for all addresses that lead to it", () => {
    const kept = new ResponseCache()
    kept.store(request("/large"), answer("x".repeat(300_000)))
    expect(isSent(kept, "/large")).toBe(false)
  })

  it("are given to their own method and address alone, and only those that hold", () => {
    const kept = new ResponseCache()
    let holds = true
    kept.store(request("/a"), { ...jsonPayload(200, "{}"), holds: () => holds })
    kept.store(request("/refused"), { ...jsonPayload(404, "{}"), holds: () => true })
    kept.store(request("/once"), jsonPayload(200, "{}"))
    const sent = (url: string, method?: string) => isSent(kept, url, method)
    expect([sent("/a"), sent("/a", "HEAD"), sent("/a", "POST"), sent("/a?x=1")]).toEqual([true, false, false, false])
    expect([sent("/refused"), sent("/once")]).toEqual([false, false])
    holds = false
    expect(sent("/a")).toBe(false)
    holds = true
    expect(sent("/a")).toBe(false)
  })
})
