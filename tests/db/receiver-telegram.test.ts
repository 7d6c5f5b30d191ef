import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { SECRET_SETTING } from "@/lib/auth/site-secret"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { editPost } from "@/lib/posts/edit-post"
import { receiveRequest } from "@/lib/receivers/receive"
import type { SourceSettings } from "@/lib/receivers/source-schemas"
import { connectSource, createSource, editSource, openSource } from "@/lib/receivers/sources"
import { startMessageServices } from "../fakes/message-services"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"
import { problemsOf, readReceived, settle, threeTimes } from "./receiver-helpers"

const BOT_TOKEN = "123456789:AAE-Wg5lbnf8fLMvLBvRkPzN3cQ3Wb7t2uA"
const CHAT = -1001234567890

let services: Awaited<ReturnType<typeof startMessageServices>>
beforeAll(async () => {
  services = await startMessageServices()
  process.env.TELEGRAM_API = `http://127.0.0.1:${services.port}`
  process.env.FETCH_PRIVATE_HOSTS = `127.0.0.1:${services.port}`
})
afterAll(() => services.close())
useDatabase()

async function makeSource(settings: Partial<SourceSettings> = {}) {
  const blog = await makeBlog()
  const { source, secret } = await createSource(DESK, blog.id, {
    kind: "telegram",
    name: "Reporters",
    secrets: { botToken: BOT_TOKEN },
    settings: { places: [String(CHAT)], delivery: "publish", ...settings },
  })
  expect(secret).toBeNull()
  const { secrets } = await openSource(source.id)
  const send = (update: object, headers: Record<string, string> = {}) =>
    receiveRequest(
      "telegram",
      source.id,
      {
        headers: new Headers({ "x-telegram-bot-api-secret-token": secrets.webhookSecret ?? "", ...headers }),
        body: Buffer.from(JSON.stringify(update)),
      },
      (body) => JSON.parse(Buffer.from(body).toString("utf8")),
    )
  return { blog, source, send }
}

// Shapes of https://core.telegram.org/bots/api#update.
let updates = 873_000_000
const DATE = 1_764_288_000
const ANN = { id: 4711, is_bot: false, first_name: "Ann", last_name: "Ivanova", language_code: "en" }
const message = (id: number, fields: object, kind = "message", at = 0) => ({
  update_id: ++updates,
  [kind]: {
    message_id: id,
    from: ANN,
    chat: { id: CHAT, title: "Newsroom", type: "supergroup" },
    date: DATE + id,
    ...(kind.startsWith("edited") ? { edit_date: DATE + id + at } : {}),
    ...fields,
  },
})
const photo = (id: string) => ({
  photo: [
    { file_id: `${id}-small`, file_unique_id: `${id}-s`, width: 90, height: 60, file_size: 1_200 },
    { file_id: id, file_unique_id: id, width: 1280, height: 853, file_size: 140_000 },
  ],
})

describe("a Telegram chat", () => {
  it("becomes a post with its marks, links, embed, headline and byline", async () => {
    const { blog, send } = await makeSource()
    const text =
      "Dam holds 🙂\nWater is falling, says the mayor: see the report\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ"
    await send(
      message(1, {
        text,
        entities: [
          // UTF-16 units: the face is two of them.
          { type: "bold", offset: 0, length: 12 },
          { type: "italic", offset: 22, length: 7 },
          { type: "text_link", offset: text.indexOf("the report"), length: 10, url: "https://city.example/report" },
          { type: "url", offset: text.indexOf("https"), length: 43 },
        ],
      }),
    )
    await settle()
    const [post] = await readReceived(blog.id)
    expect(post).toMatchObject({ state: "published", title: "Dam holds 🙂", authors: ["Ann Ivanova"] })
    expect(post?.content).toEqual({
      type: "doc",
      content: [
        {
          type: "paragraph",
          content: [
            { type: "text", text: "Water is " },
            { type: "text", text: "falling", marks: [{ type: "italic" }] },
            { type: "text", text: ", says the mayor: see " },
            {
              type: "text",
              text: "the report",
              marks: [{ type: "link", attrs: { href: "https://city.example/report" } }],
            },
          ],
        },
        { type: "embed", attrs: { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" } },
      ],
    })
    const events = await db().auditEvent.findMany({ where: { blogId: blog.id, action: "post.publish" } })
    expect(events).toMatchObject([{ actorName: "Reporters", source: "telegram" }])
  })

  it("leads to the same posts, whatever the order of its updates and however often each comes", async () => {
    const story = [
      message(1, { text: "First words" }),
      message(1, { text: "First words, corrected" }, "edited_message", 60),
      message(1, { text: "First words, corrected twice" }, "edited_message", 120),
      message(2, { caption: "The square tonight", media_group_id: "g1", ...photo("a") }),
      message(3, { media_group_id: "g1", ...photo("b") }),
      message(4, { media_group_id: "g1", ...photo("c") }),
      message(5, { text: "From the channel", from: undefined, author_signature: "Ben" }, "channel_post"),
      message(
        5,
        { text: "From the channel, again", from: undefined, author_signature: "Ben" },
        "edited_channel_post",
        9,
      ),
      message(6, { text: "Seen by others", forward_origin: { type: "hidden_user", sender_user_name: "Cleo" } }),
    ]
    const inOrder = await makeSource()
    for (const update of story) await inOrder.send(update)
    await settle()
    const wanted = await readReceived(inOrder.blog.id)
    expect(wanted).toHaveLength(4)
    expect(wanted.find(({ text }) => text.startsWith("First"))?.text).toBe("First words, corrected twice")
    expect(wanted.find(({ text }) => text.startsWith("The square"))).toMatchObject({
      // A picture without alt text waits for an editor.
      state: "submitted",
      content: { content: [{ type: "paragraph" }, { type: "gallery", content: [{}, {}, {}] }] },
    })
    expect((await problemsOf(inOrder.source.id)).join()).toContain("no alt text")
    for (let seed = 1; seed <= 4; seed += 1) {
      const shuffled = await makeSource()
      for (const [at, update] of threeTimes(story, seed).entries()) {
        await shuffled.send(update)
        if (at % 5 === seed % 5) await settle()
      }
      await settle()
      expect(await readReceived(shuffled.blog.id), `seed ${seed}`).toEqual(wanted)
    }
  })

  it("goes to the approval queue where the newsroom wants that, and changes nothing that an editor let through", async () => {
    const { blog, source, send } = await makeSource({ delivery: "queue", bylines: { "4711": "Ann I." } })
    await send(message(1, { text: "Not checked yet" }))
    await settle()
    const [post] = await db().post.findMany({ where: { blogId: blog.id } })
    expect(post).toMatchObject({ state: "submitted", authors: [{ name: "Ann I.", picture: null }] })
    await send(message(1, { text: "Not checked, but better" }, "edited_message", 5))
    await settle()
    expect((await readReceived(blog.id))[0]).toMatchObject({ state: "submitted", text: "Not checked, but better" })
    await editPost(DESK, post?.id ?? "", { state: "published" })
    await send(message(1, { text: "Something else" }, "edited_message", 50))
    await settle()
    expect((await readReceived(blog.id))[0]).toMatchObject({ state: "published", text: "Not checked, but better" })
    expect((await problemsOf(source.id))[0]).toContain("keeps the editor's version")
  })

  it("never replaces an editor's words, and follows in everything else", async () => {
    const { blog, source, send } = await makeSource()
    await send(message(1, { text: "As written in the field" }))
    await settle()
    const [post] = await db().post.findMany({ where: { blogId: blog.id } })
    await editPost(DESK, post?.id ?? "", { content: documentFromText("As edited at the desk") })
    await send(message(1, { text: "As written again in the field" }, "edited_message", 5))
    await settle()
    expect((await readReceived(blog.id))[0]?.text).toBe("As edited at the desk")
    expect((await problemsOf(source.id))[0]).toContain("after an editor worked on its post")
  })

  it("takes nothing with a wrong secret, from another chat, from a bot, or while it is paused", async () => {
    const { blog, source, send } = await makeSource()
    const wrong = { "x-telegram-bot-api-secret-token": "rs_guess" }
    await expect(send(message(1, { text: "Forged" }), wrong)).rejects.toMatchObject({ code: "wrong_signature" })
    await expect(
      receiveRequest(
        "telegram",
        "source_none",
        { headers: new Headers(), body: Buffer.from("{") },
        JSON.parse as never,
      ),
    ).rejects.toMatchObject({ code: "source_not_found" })
    await send(message(2, { text: "Hello from elsewhere", chat: { id: 99, title: "Strangers", type: "group" } }))
    await send(message(3, { text: "Beep", from: { ...ANN, is_bot: true } }))
    await send({ update_id: ++updates, poll: { id: "1" } })
    await send({ update_id: "?" })
    await editSource(DESK, source.id, { paused: true })
    await send(message(4, { text: "While paused" }))
    await settle()
    expect(await readReceived(blog.id)).toEqual([])
    expect((await problemsOf(source.id)).join()).toContain("“Strangers” (99), which is not listed")
  })

  it("keeps the text of a photo that cannot be fetched, and tries again where that may help", async () => {
    const { blog, source, send } = await makeSource()
    await send(message(1, { caption: "Broken photo", ...photo("broken") }))
    await settle()
    services.failing.files = 1
    await send(message(2, { caption: "Late photo", ...photo("late") }))
    await settle()
    expect((await readReceived(blog.id)).map(({ text }) => text)).toEqual(["Broken photo"])
    expect((await problemsOf(source.id))[0]).toContain("A picture is missing")
    await settle()
    const late = (await readReceived(blog.id)).find(({ text }) => text.startsWith("Late"))
    expect(late?.content).toMatchObject({ content: [{ type: "paragraph" }, { type: "image" }] })
  })

  it("survives a process that dies between the answer and the post", async () => {
    const { blog, send } = await makeSource()
    await send(message(1, { text: "Already answered" }))
    // What a killed process leaves: its lease, which runs out.
    await db().receivedMessage.updateMany({ data: { dueAt: new Date(Date.now() - 1), attempts: 1 } })
    await settle()
    await settle()
    expect((await readReceived(blog.id)).map(({ text }) => text)).toEqual(["Already answered"])
  })

  it("says that its secrets must be entered again when the site's secret has changed", async () => {
    const { send } = await makeSource()
    const where = { key: SECRET_SETTING }
    await db().setting.update({ where, data: { value: "another secret of this site" } })
    await expect(send(message(1, { text: "Unreadable" }))).rejects.toMatchObject({ code: "secrets_unreadable" })
  })

  it("has its messages sent here by one button, and its secrets stay where they are", async () => {
    const { source } = await makeSource()
    expect(await connectSource(DESK, source.id)).toBeNull()
    const asked = services.asked.find((path) => path.includes("setWebhook")) ?? ""
    expect(new URL(asked, "http://x").searchParams.get("url")).toContain(`/api/receivers/telegram/${source.id}`)
    const stored = await db().receiverSource.findUniqueOrThrow({ where: { id: source.id } })
    expect(JSON.stringify([stored, source])).not.toContain(BOT_TOKEN.slice(10))
  })
})
