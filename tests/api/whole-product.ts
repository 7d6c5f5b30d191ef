import { randomBytes } from "node:crypto"
import { afterAll, beforeAll } from "vitest"
import { createUser } from "@/lib/auth/create-user"
import { hashPassword } from "@/lib/auth/password"
import { closeDb, db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { PASSWORD, signInAs } from "../db/people-helpers"
import { type Door, findDoors } from "../security/app-doors"
import { useServer } from "../setup/server"
import { apiClient } from "./client"

type Whole = {
  databaseUrl: string
  /** Of an admin who is signed in. */
  cookie: string
  slug: string
  /** Every page and route handler, at an address where there is something wherever there can be. */
  doors: () => Door[]
}

/** The running product with something in it, and somebody at its desk; filled in once tests run. */
export function useWholeProduct(fields: Record<string, unknown> = {}): Whole {
  const { dataDir, secrets } = useServer()
  const { makeBlog, send } = apiClient()
  let known: Record<string, string | undefined> = {}
  const fill = (part: string, folder: string) => {
    const name = part.replaceAll(/[[\].]/g, "")
    if (folder.startsWith("media")) return name === "id" ? "a".repeat(40) : "320.webp"
    if (folder.startsWith("icons")) return "icon.svg"
    const value = known[name]
    if (value === undefined) throw new Error(`The tests know nothing for ${part} in app/${folder}: say it here.`)
    return value
  }
  const whole: Whole = { databaseUrl: "", cookie: "", slug: "", doors: () => findDoors(fill) }

  beforeAll(async () => {
    const { slug } = await makeBlog(fields)
    const { body: blog } = await send<{ id: string }>("GET", `/api/v1/blogs/${slug}`)
    const post = { title: "Update", text: "Words", tags: ["storm"] }
    const { body } = await send<{ id: string }>("POST", `/api/v1/blogs/${slug}/posts`, { body: post })
    known = { slug, channelId: slug, postId: body.id, id: body.id, blogId: blog.id, tag: "storm" }
    Object.assign(known, {
      kind: "telegram",
      sourceId: "source_none",
      token: "0".repeat(40),
      rest: "nothing",
      post: "",
    })
    const { databaseUrl = "" } = (await findRunning(dataDir)) ?? {}
    process.env.AUTH_SECRET = secrets.AUTH_SECRET
    setDatabaseUrl(databaseUrl)
    const email = `${randomBytes(5).toString("hex")}@example.org`
    const passwordHash = await hashPassword(PASSWORD)
    await db().$transaction((tx) => createUser(tx, { name: "Ada", email, role: "admin", passwordHash }))
    const cookie = (await signInAs(email)).get("cookie") ?? ""
    Object.assign(whole, { databaseUrl, cookie, slug })
  })
  afterAll(async () => {
    delete process.env.AUTH_SECRET
    await closeDb()
  })
  return whole
}
