import path from "node:path"
import { db, Prisma } from "@/lib/db/client"
import { toAppError } from "@/lib/errors"
import type { Sender } from "./actors"
import { addressOf, type Door } from "./find-routes"
import type { Row } from "./rows"
import type { World } from "./world"

/** Our own page, as a browser tells it. */
export const OWN_PAGE = { "sec-fetch-site": "same-origin", host: "localhost" }

export type Knock = {
  headers: Record<string, string>
  ask: Awaited<ReturnType<NonNullable<Row["ask"]>>>
  input: unknown
}
export type Outcome = { code: string; text: string }

/** What somebody sends to a door: made before it is sent, because making it changes the world. */
export async function prepareKnock(row: Row, world: World, sender: Sender, headers = {}): Promise<Knock> {
  return {
    headers: { ...OWN_PAGE, ...sender.headers, ...headers },
    ask: (await row.ask?.(world, sender)) ?? {},
    input: await row.input?.(world, sender),
  }
}

/** Calls the very function that Next would call, and tells what came of it: "ok", or the code of what refused. */
export async function knock(door: Door, { headers, ask, input }: Knock): Promise<Outcome> {
  const loaded = (await import(/* @vite-ignore */ path.resolve(door.file))) as Record<string, Callable>
  const call = loaded[door.name]
  if (!call) throw new Error(`${door.file} has no ${door.name}.`)
  try {
    if (door.kind === "action") return { code: codeOfResult(await call(input)), text: "" }
    const params = Promise.resolve(ask.params ?? {})
    if (door.kind === "page") {
      await call({ params, searchParams: Promise.resolve({}) })
      return { code: "ok", text: "" }
    }
    return await readAnswer((await call(toRequest(door, headers, ask), { params })) as Response)
  } catch (thrown) {
    return { code: codeOfThrown(thrown), text: "" }
  }
}

type Callable = (...input: unknown[]) => unknown

function toRequest(door: Door, headers: Knock["headers"], { params = {}, query, body, headers: own }: Knock["ask"]) {
  const address = addressOf(door).replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, name) => String(params[name]))
  const isRaw = body === undefined || body instanceof Uint8Array
  return new Request(`http://localhost${address}${query ? `?${query}` : ""}`, {
    method: door.name,
    headers: { ...headers, ...own },
    ...(body === undefined ? {} : { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
  })
}

async function readAnswer(answer: Response): Promise<Outcome> {
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    await answer.body?.cancel()
    return { code: "ok", text: "" }
  }
  const text = await answer.text()
  if (answer.status < 400) return { code: "ok", text }
  return { code: (JSON.parse(text) as { error: { code: string } }).error.code, text }
}

/** Of something done to many posts, what refused the first of them. */
function codeOfResult(result: unknown): string {
  if (typeof result !== "object" || result === null || !("ok" in result)) return "ok"
  if ("error" in result) return (result.error as { code: string }).code
  const { refused } = ("data" in result ? (result.data ?? {}) : {}) as { refused?: { error: { code: string } }[] }
  return refused?.[0]?.error.code ?? "ok"
}

function codeOfThrown(thrown: unknown): string {
  const digest = String((thrown as { digest?: unknown }).digest ?? "")
  if (digest.startsWith("NEXT_REDIRECT")) return `to ${digest.split(";")[2]?.split("?")[0]}`
  if (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return "not_found"
  const error = toAppError(thrown)
  if (error.code === "internal") throw thrown
  return error.code
}

const TABLES = ["blog", "former_slug", "post", "revision", "audit_event", "template", "media", "autosave", "setting"]
const PEOPLE_TABLES = ["user", "account", "session", "invite", "api_token", "blog_member", "idempotency_key"]

/** Everything that is stored, as one word: who was refused must not have changed it. */
export async function digestOfAll(): Promise<string> {
  const each = [...TABLES, ...PEOPLE_TABLES].map((table) => {
    const row = Prisma.sql`(to_jsonb(t) - 'last_used_at')::text`
    return Prisma.sql`select md5(coalesce(string_agg(${row}, '' order by ${row}), '')) as d from ${Prisma.raw(`"${table}"`)} t`
  })
  const rows = await db().$queryRaw<{ d: string }[]>(Prisma.join(each, " union all "))
  return rows.map(({ d }) => d).join(" ")
}

/** Remembers who is signed in, and returns the way to have it so again: some doors end sessions. */
export async function rememberSessions(): Promise<() => Promise<void>> {
  const data = await db().session.findMany()
  return async () => {
    await db().session.createMany({ data, skipDuplicates: true })
  }
}
