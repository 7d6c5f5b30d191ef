import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { db } from "@/lib/db/client"
import { env, setDatabaseUrl } from "@/lib/env"
import { errorResponse } from "@/lib/http/response"
import { fetchLinkPreview } from "@/lib/link-previews/fetch-preview"
import { savePicture } from "@/lib/media/save-picture"
import type { Actor } from "@/lib/permissions/actor"
import { startSite, worldOf } from "../fakes/web"
import { useDatabase } from "../setup/database"
import { photo } from "./picture-samples"

const PERSON: Actor = { kind: "user", id: "user_1", name: "P", role: "contributor", source: "desk" }
const TOKEN: Actor = { kind: "token", id: "token_1", name: "T", blogId: null, scope: "write", source: "api" }

const HOUR_MS = 60 * 60 * 1000

let size = 40
/** A picture that nobody uploaded before. */
const newPicture = () => {
  size += 1
  return photo(size, 30).png().toBuffer()
}

describe("how much one account may upload", () => {
  useDatabase()

  const limit = (variables: Record<string, string>) => {
    Object.assign(process.env, variables)
    setDatabaseUrl(env().DATABASE_URL ?? "")
  }
  beforeAll(() => limit({ UPLOADS_PER_DAY: "3" }))
  afterEach(async () => {
    limit({ MEDIA_LIMIT_GB: "" })
    await db().media.deleteMany()
  })

  const upload = async (actor: Actor, bytes?: Buffer) =>
    savePicture(actor, bytes ?? (await newPicture())).then(
      () => "stored",
      (error) => error.code,
    )

  it("ends at so many new pictures in a day, of a person and of a token alike", async () => {
    for (const actor of [PERSON, TOKEN]) {
      const answers = []
      for (let n = 0; n < 5; n += 1) answers.push(await upload(actor))
      expect(answers).toEqual(["stored", "stored", "stored", "picture_limit", "picture_limit"])
    }
    expect(await upload({ ...PERSON, id: "user_2" })).toBe("stored")
    await db().media.updateMany({ data: { createdAt: new Date(Date.now() - 25 * HOUR_MS) } })
    expect(await upload(PERSON)).toBe("stored")
  })

  it("says after how long there is room again: once a day has passed since the first of them", async () => {
    for (let n = 0; n < 3; n += 1) await upload(PERSON)
    const [oldest] = await db().media.findMany({ orderBy: { createdAt: "asc" } })
    const twentyHoursAgo = new Date(Date.now() - 20 * HOUR_MS)
    await db().media.update({ where: { id: oldest?.id ?? "" }, data: { createdAt: twentyHoursAgo } })
    const refused = await savePicture(PERSON, await newPicture()).catch((error: unknown) => error)
    const wait = Number(errorResponse(refused, "test").headers.get("retry-after"))
    expect(wait).toBeLessThanOrEqual((4 * HOUR_MS) / 1000)
    expect(wait).toBeGreaterThan((3.9 * HOUR_MS) / 1000)
  })

  it("does not count what is stored already, and lets it be used again", async () => {
    const bytes = await newPicture()
    for (let n = 0; n < 6; n += 1) expect(await upload(PERSON, bytes)).toBe("stored")
    for (let n = 0; n < 3; n += 1) await upload(PERSON)
    expect(await upload(PERSON, bytes)).toBe("stored")
  })

  it("ends for all when the room for pictures is used up", async () => {
    expect(await upload(PERSON)).toBe("stored")
    const { _sum } = await db().media.aggregate({ _sum: { bytes: true } })
    const files = await db().mediaFile.findMany()
    expect(_sum.bytes).toBe(files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0))
    limit({ MEDIA_LIMIT_GB: "0.0000001" })
    expect(await upload(PERSON)).toBe("picture_no_room")
    limit({ MEDIA_LIMIT_GB: "1" })
    expect(await upload(PERSON)).toBe("stored")
  })

  it("leaves a link its card without a picture", async () => {
    for (let n = 0; n < 3; n += 1) await upload(PERSON)
    const large = await photo(400, 300).png().toBuffer()
    const site = await startSite((path, answer) => {
      if (path === "/p.png") answer.writeHead(200, { "content-type": "image/png" }).end(large)
      else
        answer
          .writeHead(200, { "content-type": "text/html" })
          .end('<title>A page</title><meta property="og:image" content="/p.png">')
    })
    const result = await fetchLinkPreview(
      PERSON,
      `http://news.test:${site.port}/`,
      worldOf(site, { "news.test": ["127.0.0.1"] }),
    )
    await site.close()
    expect(result).toEqual({ card: { title: "A page" } })
  })
})
