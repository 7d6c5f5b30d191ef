import { createHmac } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { receiveRequest } from "@/lib/receivers/receive"
import type { SourceSettings } from "@/lib/receivers/source-schemas"
import { createSource } from "@/lib/receivers/sources"
import { startMessageServices } from "../fakes/message-services"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"
import { problemsOf, readReceived, settle, threeTimes } from "./receiver-helpers"

const SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5".replaceAll(/[^a-f0-9]/g, "0")
const CHANNEL = "C024BE91L"

let services: Awaited<ReturnType<typeof startMessageServices>>
let at = ""
beforeAll(async () => {
  services = await startMessageServices()
  at = `http://127.0.0.1:${services.port}`
  process.env.SLACK_API = at
  process.env.FETCH_PRIVATE_HOSTS = `127.0.0.1:${services.port}`
})
afterAll(() => services.close())
useDatabase()

type Signing = { secret?: string; age?: number }

async function makeSource(settings: Partial<SourceSettings> = {}) {
  const blog = await makeBlog()
  const { source } = await createSource(DESK, blog.id, {
    kind: "slack",
    name: "#live",
    secrets: { signingSecret: SIGNING_SECRET, botToken: "xoxb-17653672481-19874698323" },
    settings: { places: [CHANNEL], delivery: "publish", ...settings },
  })
  /** As Slack signs: https://docs.slack.dev/authentication/verifying-requests-from-slack. */
  const send = (request: object, { secret = SIGNING_SECRET, age = 0 }: Signing = {}) => {
    const body = Buffer.from(JSON.stringify(request))
    const time = String(Math.floor(Date.now() / 1000) - age)
    const hash = createHmac("sha256", secret).update(`v0:${time}:${body.toString()}`).digest("hex")
    const headers = new Headers({ "x-slack-request-timestamp": time, "x-slack-signature": `v0=${hash}` })
    return receiveRequest("slack", source.id, { headers, body }, (bytes) =>
      JSON.parse(Buffer.from(bytes).toString("utf8")),
    )
  }
  return { blog, source, send }
}

const ts = (n: number) => `1764288${String(n).padStart(3, "0")}.000100`
const callback = (event: object) => ({ token: "one-long-verification-token", type: "event_callback", event })
const message = (n: number, text: string, fields: object = {}) =>
  callback({ type: "message", channel: CHANNEL, user: "U2147483697", text, ts: ts(n), event_ts: ts(n), ...fields })
const changed = (n: number, later: number, text: string, fields: object = {}) =>
  callback({
    type: "message",
    subtype: "message_changed",
    channel: CHANNEL,
    ts: ts(later),
    event_ts: ts(later),
    message: {
      type: "message",
      user: "U2147483697",
      text,
      ts: ts(n),
      edited: { user: "U2147483697", ts: ts(later) },
      ...fields,
    },
  })
const deleted = (n: number, later: number) =>
  callback({
    type: "message",
    subtype: "message_deleted",
    channel: CHANNEL,
    deleted_ts: ts(n),
    event_ts: ts(later),
    ts: ts(later),
  })
const reaction = (n: number, name: string, later: number, type = "reaction_added") =>
  callback({
    type,
    user: "U061F7AUR",
    reaction: name,
    item: { type: "message", channel: CHANNEL, ts: ts(n) },
    event_ts: ts(later),
  })

describe("a Slack channel", () => {
  it("becomes a post with its marks, links, mentions by name, emoji, quote, picture and byline", async () => {
    const { blog, send } = await makeSource()
    const text =
      "*Turnout* is _up_, ~down~ up: <https://a.example/x?a=1&amp;b=2|see the count> :fire: :party: says <@U061F7AUR> in snake_case_words\n&gt; We are ready\nAT&amp;T &lt;b&gt;"
    const blocks = [{ type: "rich_text", elements: [{ type: "emoji", name: "fire", unicode: "1f525" }] }]
    const files = [
      {
        id: "F1",
        mimetype: "image/png",
        mode: "hosted",
        url_private_download: `${at}/files/F1`,
        alt_txt: "A queue at a school",
      },
      { id: "F2", mimetype: "image/png", mode: "external", url_private: "https://elsewhere.example/F2" },
      { id: "F3", mimetype: "application/pdf", mode: "hosted", url_private: `${at}/files/F3` },
    ]
    await send(message(1, text, { subtype: "file_share", blocks, files }))
    await settle()
    const [post] = await readReceived(blog.id)
    expect(post).toMatchObject({ state: "published", authors: ["Name of U2147483697"] })
    expect(post?.content).toMatchObject({
      content: [
        {
          type: "paragraph",
          content: [
            { text: "Turnout", marks: [{ type: "bold" }] },
            { text: " is " },
            { text: "up", marks: [{ type: "italic" }] },
            { text: ", " },
            { text: "down", marks: [{ type: "strike" }] },
            { text: " up: " },
            { text: "see the count", marks: [{ type: "link", attrs: { href: "https://a.example/x?a=1&b=2" } }] },
            { text: " " },
            { text: "🔥" },
            { text: " " },
            { text: ":party:" },
            { text: " says " },
            { text: "@Name of U061F7AUR" },
            { text: " in snake_case_words" },
          ],
        },
        { type: "blockquote", content: [{ content: [{ text: "We are ready" }] }] },
        { type: "paragraph", content: [{ text: "AT&T <b>" }] },
        { type: "image", attrs: { alt: "A queue at a school" } },
      ],
    })
    expect(services.requests.some(({ authorization }) => authorization?.startsWith("Bearer xoxb-"))).toBe(true)
  })

  it("leads to the same posts, whatever the order of its events and however often each comes", async () => {
    const settings = { reactions: { publish: "white_check_mark", keyEvent: "star", hold: "no_entry" } }
    const story = [
      message(1, "First"),
      changed(1, 20, "First, corrected"),
      changed(1, 21, "First, corrected twice"),
      reaction(1, "star", 22),
      message(2, "To be deleted"),
      deleted(2, 23),
      message(3, "A thread"),
      message(4, "its second part", { thread_ts: ts(3) }),
      message(5, "its third part", { thread_ts: ts(3), subtype: "thread_broadcast" }),
      changed(4, 24, "its second part, better", { thread_ts: ts(3) }),
      message(6, "Held back"),
      reaction(6, "no_entry", 25),
      message(7, "Held, then not"),
      reaction(7, "no_entry", 26),
      reaction(7, "no_entry", 27, "reaction_removed"),
      reaction(7, "thumbsup", 28),
      message(8, "A thread that goes"),
      message(9, "with its reply", { thread_ts: ts(8) }),
      changed(8, 29, "This message was deleted.", { subtype: "tombstone" }),
      message(10, "Beep", { bot_id: "B1", subtype: "bot_message" }),
      message(11, "joined the channel", { subtype: "channel_join" }),
    ]
    const living = (posts: Awaited<ReturnType<typeof readReceived>>) => posts.filter(({ state }) => state !== "deleted")
    const inOrder = await makeSource(settings)
    for (const event of story) await inOrder.send(event)
    await settle()
    const wanted = living(await readReceived(inOrder.blog.id))
    expect(wanted.map(({ text, state, keyEvent }) => [text, state, keyEvent])).toEqual(
      [
        ["Held back", "draft", false],
        ["First, corrected twice", "published", true],
        ["A thread\nits second part, better\nits third part", "published", false],
        ["Held, then not", "published", false],
      ].sort((a, b) => wanted.findIndex(({ text }) => text === a[0]) - wanted.findIndex(({ text }) => text === b[0])),
    )
    for (let seed = 1; seed <= 4; seed += 1) {
      const shuffled = await makeSource(settings)
      for (const [n, event] of threeTimes(story, seed).entries()) {
        await shuffled.send(event)
        if (n % 7 === seed % 7) await settle()
      }
      await settle()
      expect(living(await readReceived(shuffled.blog.id)), `seed ${seed}`).toEqual(wanted)
    }
  })

  it("publishes from the queue by the emoji that the newsroom chose, and by no other", async () => {
    const { blog, send } = await makeSource({
      delivery: "queue",
      reactions: { publish: "white_check_mark", keyEvent: "", hold: "" },
    })
    await send(message(1, "Waits"))
    await send(reaction(1, "eyes", 2))
    await settle()
    expect((await readReceived(blog.id))[0]?.state).toBe("submitted")
    await send(reaction(1, "white_check_mark", 3))
    await settle()
    expect((await readReceived(blog.id))[0]?.state).toBe("published")
  })

  it("answers Slack's challenge, and takes nothing that is forged, old, or of another channel", async () => {
    const { blog, source, send } = await makeSource()
    const challenge = {
      token: "x",
      type: "url_verification",
      challenge: "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
    }
    expect((await send(challenge)).reply).toEqual({ challenge: challenge.challenge })
    await expect(send(message(1, "Forged"), { secret: "0".repeat(32) })).rejects.toMatchObject({
      code: "wrong_signature",
    })
    await expect(send(message(1, "Replayed"), { age: 301 })).rejects.toMatchObject({ code: "old_signature" })
    await send(message(1, "x".repeat(60_000)))
    expect((await problemsOf(source.id))[0]).toContain("could not be read")
    await send(message(1, "Elsewhere", { channel: "C0ELSEWHERE" }))
    await settle()
    expect(await readReceived(blog.id)).toEqual([])
    expect((await problemsOf(source.id))[0]).toContain("C0ELSEWHERE, which is not listed")
  })
})
