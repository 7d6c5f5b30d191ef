import { afterAll, beforeAll, expect, it } from "vitest"
import { triggerPusher } from "@/lib/realtime/pusher/pusher-api"
import type { PusherConfig } from "@/lib/realtime/pusher/pusher-config"
import type { HttpFault } from "../../scripts/lib/fakes/pusher-http-api"
import { PusherServer } from "../../scripts/lib/fakes/pusher-server"

const REFUSALS: [string, HttpFault, RegExp][] = [
  ["401", 401, /refuses the key or secret/],
  ["402", 402, /quota is used up/],
  ["403", 403, /over its quota/],
  ["404", 404, /does not know this app/],
  ["413", 413, /too large/],
  ["429", 429, /limit is reached/],
  ["500", 500, /answered 500/],
  ["302 to nowhere", 302, /answered 302/],
  ["200, and a refusal of the key in the body", refusal({ error: "As the test says", code: 401 }), /refuses the key/],
  ["200, and a limit in the body", refusal({ error: "No more today", code: 4100 }), /“No more today”/],
  ["200, and long words in the body", refusal({ error: "No ".repeat(10_000) }), /^.{20,250}$/],
  ["200, and an error without words", refusal({ error: { is: "wrong" } }), /refuses/],
  ["200, and a code alone", refusal({ code: 503 }), /answered 503/],
  ["200, and that all is not well", refusal({ ok: false }), /refuses/],
  ["200, and a page for people", { status: 200, body: "\n<!doctype html><h1>It works!</h1>" }, /no Pusher service/],
  ["silence", "hang", /does not answer/],
  ["half an answer", "hang in body", /does not answer/],
  ["a connection that is cut", "reset", /does not answer/],
  ["an answer without an end", "endless", /answered 500/],
]
const CONSENTS: [string, HttpFault][] = [
  ["{}", null],
  ['{"ok":true}', { status: 200, body: '{"ok":true}' }],
  ["an account of the channels", { status: 200, body: '{"channels":{"live-storm":{}}}' }],
  ["nothing", { status: 200, body: "" }],
  ["words", { status: 202, body: "202 ACCEPTED\n" }],
]

function refusal(body: object): HttpFault {
  return { status: 200, body: JSON.stringify(body) }
}

const services: PusherServer[] = []
const answers = new Map<string, { problem: string | null; milliseconds: number }>()

// All at the same time: some of them take as long as they may.
beforeAll(async () => {
  await Promise.all(
    [...REFUSALS, ...CONSENTS].map(async ([name, fault]) => {
      const service = await new PusherServer().start()
      services.push(service)
      service.faults.http = fault
      const { id: appId, key, secret } = service.app
      const settings: PusherConfig = { ...service.clientSettings, appId, key, secret }
      const start = performance.now()
      const { problem } = await triggerPusher(settings, ["live-storm"], "delta", "{}")
      answers.set(name, { problem, milliseconds: performance.now() - start })
    }),
  )
})
afterAll(() => Promise.all(services.map((service) => service.stop())))

it.each(REFUSALS)("a service that answers with %s has not been told, and the desk is told why", (name, _, words) => {
  const { problem, milliseconds } = answers.get(name) ?? {}
  expect(problem).toMatch(words)
  expect(milliseconds).toBeLessThan(7_000)
})

it.each(CONSENTS)("a service that answers with %s has been told", (name) => {
  expect(answers.get(name)?.problem).toBeNull()
})
