import { ACTION_ROWS } from "../../route-inventory/action-rows"
import type { Sender } from "../../route-inventory/actors"
import { readActions } from "../../route-inventory/built-actions"
import { addressOf, type Door, doorName, findDoors, findOwnEndpoints } from "../../route-inventory/find-routes"
import { HANDLER_ROWS } from "../../route-inventory/handler-rows"
import { PAGE_ROWS } from "../../route-inventory/page-rows"
import type { Lock, Row } from "../../route-inventory/rows"
import { WORDS, type World } from "../../route-inventory/world"

/** A request that a door takes, before anything in it is spoiled. */
export type Target = {
  door: string
  method: string
  path: string
  query: string
  headers: Record<string, string>
  /** A value for JSON, bytes as they are, or nothing. */
  body: unknown
  /** The body is the arguments of a server action. */
  isAction: boolean
}

export type Senders = Record<Lock, Sender>

const ROWS = [...HANDLER_ROWS, ...ACTION_ROWS, ...PAGE_ROWS]
/** What a browser sends along when a page of ours asks. */
const OWN_PAGE = { "sec-fetch-site": "same-origin" }
/** Other things that a server is asked for: no door of ours, and still no reason to fail. */
const BESIDE = ["/_next/static/chunks/none.js", "/_next/image?url=%2Ficon.svg&w=64&q=75", "/favicon.ico", "/none"]

/**
 * Every door of the product with a request that opens it, found in the sources (`find-doors.ts`): one that is new has one
 * of its own as soon as the table of permissions knows it, and until then is asked with made-up parts.
 */
export async function findTargets(world: World, senders: Senders): Promise<Target[]> {
  const doors = findDoors()
  const post = await world.post({ tags: ["storm"] })
  const known = { slug: world.slug, channelId: world.slug, blogId: world.blogId, postId: post.id, tag: "storm" }
  const targets: Target[] = []
  for (const door of doors) {
    const rows = ROWS.filter((row) => row.door === doorName(door))
    for (const row of rows) targets.push(...(await fromRow(door, row, world, senders[row.lock])))
    if (rows.length === 0) targets.push(...withoutRow(door, known, senders))
  }
  for (const template of findOwnEndpoints()) targets.push(ownEndpoint(template, world, senders.session))
  const open = { method: "GET", headers: {}, body: undefined, isAction: false }
  for (const address of BESIDE) {
    const [path = "", query = ""] = address.split("?")
    targets.push({ door: address, path, query, ...open })
  }
  return targets.flatMap(withAllFields)
}

async function fromRow(door: Door, row: Row, world: World, sender: Sender): Promise<Target[]> {
  if (door.kind === "action") return toAction(door, await row.input?.(world, sender), sender)
  const { params = {}, query = "", body, headers } = (await row.ask?.(world, sender)) ?? {}
  const method = door.kind === "page" ? "GET" : door.name
  return [
    {
      door: doorName(door),
      method,
      path: fill(door, params),
      query,
      headers: { ...OWN_PAGE, ...sender.headers, ...headers },
      body,
      isAction: false,
    },
  ]
}

/** A door that no table has a request for: pages for everybody, and what was added a moment ago. */
function withoutRow(door: Door, known: Record<string, string>, senders: Senders): Target[] {
  if (door.kind === "action") return toAction(door, {}, senders.session)
  const method = door.kind === "page" ? "GET" : door.name
  const body = method === "GET" ? undefined : {}
  return [senders.session, senders.open].map((sender) => {
    const headers = { ...OWN_PAGE, ...sender.headers }
    return { door: doorName(door), method, path: fill(door, known), query: "", headers, body, isAction: false }
  })
}

function toAction(door: Door, input: unknown, sender: Sender): Target[] {
  const built = readActions().find((action) => action.door === doorName(door))
  if (!built) throw new Error(`The build knows no ${doorName(door)}. Build the app anew.`)
  const headers = {
    ...OWN_PAGE,
    ...sender.headers,
    "next-action": built.id,
    "content-type": "text/plain;charset=UTF-8",
    accept: "text/x-component",
  }
  const body = input === undefined ? [] : [input]
  return [{ door: doorName(door), method: "POST", path: built.address, query: "", headers, body, isAction: true }]
}

// "/api/blogs/*/changes": of a blog, by its slug for readers and by its id at the desk.
function ownEndpoint(template: string, world: World, sender: Sender): Target {
  const isDesk = template.includes("/desk/")
  const isSocket = template.startsWith("/ws/")
  const upgrade = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  }
  return {
    door: template,
    method: "GET",
    path: template.replaceAll("*", isDesk ? world.blogId : world.slug),
    query: isDesk ? "tab=tab-of-a-test" : "epoch=x&after=0&wait=1&last_update_ts=0&version=1&waited=1&ask=1",
    headers: { ...OWN_PAGE, ...(isDesk ? sender.headers : {}), ...(isSocket ? upgrade : {}) },
    body: undefined,
    isAction: false,
  }
}

function fill(door: Door, params: Record<string, unknown>): string {
  return addressOf(door).replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, name) => String(params[name] ?? "x"))
}

/** A post with something in every field. */
const POST = {
  title: "Title",
  content: WORDS,
  keyEvent: true,
  pinned: false,
  state: "published",
  tags: ["storm", "flood"],
  correction: "What was wrong",
  authors: [{ name: "Ada", picture: null }],
  publishedAt: "2020-01-01T00:00:00Z",
}
const SCHEDULED = { text: "Later", publishAt: "2090-01-01T00:00:00Z" }
const BLOG = { title: "Title", summary: "Summary", timeZone: "UTC", language: "en", coverageAt: "2090-01-01T00:00:00Z" }
const PICTURES = { accent: "#b3261e", logo: null, headerImage: { mediaId: "a".repeat(40), alt: "Alt" } }

/** The tables send what is needful; here are the fields that these doors take besides. */
const ALL_FIELDS: Record<string, (body: Record<string, unknown>) => unknown[]> = {
  "app/api/v1/blogs/[slug]/posts/route.ts POST": () => [POST, SCHEDULED],
  "app/api/v1/blogs/[slug]/posts/[id]/route.ts PATCH": () => [POST, SCHEDULED],
  "app/api/v1/blogs/route.ts POST": (body) => [{ ...body, ...BLOG }],
  "app/api/v1/blogs/[slug]/route.ts PATCH": () => [{ ...BLOG, ...PICTURES }],
  "app/desk/blogs/actions.ts createBlogAction": (body) => [{ ...body, ...BLOG }],
  "app/desk/blogs/actions.ts editBlogAction": (body) => [{ ...body, revision: 1, blog: { ...BLOG, ...PICTURES } }],
  "app/desk/blogs/[blogId]/actions.ts createPostAction": (body) => [{ ...body, post: POST }],
  "app/desk/blogs/[blogId]/actions.ts editPostAction": (body) => [{ ...body, revision: 1, post: POST }],
  "app/desk/blogs/[blogId]/actions.ts saveTemplateAction": (body) => [
    { ...body, template: { name: "Template", title: "Title", content: WORDS, keyEvent: true, tags: ["storm"] } },
  ],
  "app/desk/blogs/[blogId]/save/route.ts POST": (body) => [{ ...body, post: POST }],
  "app/desk/blogs/[blogId]/kept/route.ts POST": (body) => [
    { ...body, words: { title: "Title", text: { deep: ["x"] } } },
  ],
}

/** The target, and others that send all fields. */
function withAllFields(target: Target): Target[] {
  const input = target.isAction && Array.isArray(target.body) ? target.body[0] : target.body
  const bodies = ALL_FIELDS[target.door]?.((input ?? {}) as Record<string, unknown>) ?? []
  return [target, ...bodies.map((body) => ({ ...target, body: target.isAction ? [body] : body }))]
}
