import { db } from "@/lib/db/client"
import { paths } from "@/lib/paths"
import { openSource } from "@/lib/receivers/sources"
import { hashSecret } from "@/lib/secret-token"
import { absoluteUrl } from "@/lib/site"
import { photo } from "../db/picture-samples"
import { deletedAfter } from "./action-rows"
import { EDITORS, EVERYBODY, MEMBERS, SIGNED_IN, TOKENS_ALIVE, TOKENS_HERE, type Who } from "./actors"
import type { Row } from "./rows"
import { next, WORDS, type World } from "./world"

/** Who gets what at the route handlers. */

type Ask = NonNullable<Row["ask"]>
type More = Partial<Row>
const row = (lock: Row["lock"]) => {
  return (door: string, may: readonly Who[], ask: Ask, more: More = {}): Row => ({ door, lock, may, ask, ...more })
}
const [person, program] = [row("session"), row("token")]
/** For everybody alike: a cookie or a token changes nothing of the answer. */
const open = (door: string, ask: Ask, more: More = {}): Row => row("open")(door, EVERYBODY, ask, more)

const blog: Ask = ({ blogId }) => ({ params: { blogId } })
const slug: Ask = (world) => ({ params: { slug: world.slug } })
const picture = () => photo(40, 30).png().toBuffer()

const KEPT = "app/desk/blogs/[blogId]/kept/route.ts"
const DESK_ROWS: Row[] = [
  person("app/api/desk/blogs/[blogId]/here/route.ts POST", MEMBERS, ({ blogId }) => {
    return { params: { blogId }, body: { tab: "tab-of-a-test" } }
  }),
  person("app/api/desk/blogs/[blogId]/stream/route.ts GET", MEMBERS, ({ blogId }) => {
    return { params: { blogId }, query: "tab=tab-of-a-test" }
  }),
  person("app/api/desk/link-card/route.ts POST", SIGNED_IN, () => ({ body: { url: "https://news.example/" } })),
  person("app/api/desk/media/route.ts POST", SIGNED_IN, async () => ({ body: await picture() })),
  person("app/desk/blogs/[blogId]/activity/export/route.ts GET", EDITORS, ({ blogId }) => {
    return { params: { blogId }, query: "format=csv" }
  }),
  person(`${KEPT} GET`, MEMBERS, blog, { what: "their own, in a list" }),
  person(
    `${KEPT} GET`,
    MEMBERS,
    async (world, { userId }) => {
      return { params: { blogId: world.blogId }, query: `writer=${await world.keptText(userId)}` }
    },
    { what: "their own words" },
  ),
  person(
    `${KEPT} GET`,
    MEMBERS,
    async (world) => ({
      params: { blogId: world.blogId },
      query: `writer=${await world.keptText(await world.victim())}`,
    }),
    { what: "another's words", got: "not_found" },
  ),
  person(
    `${KEPT} POST`,
    MEMBERS,
    ({ blogId }, { userId }) => ({
      params: { blogId },
      body: { userId, postId: null, writer: "aaaaaaaaaaaaaaaa", serial: next(), words: {} },
    }),
    { what: "their own" },
  ),
  person(
    `${KEPT} POST`,
    SIGNED_IN,
    ({ blogId }) => ({
      params: { blogId },
      body: { userId: "user_other", postId: null, writer: "aaaaaaaaaaaaaaaa", serial: next(), words: {} },
    }),
    { what: "in another's name", got: "other_person" },
  ),
  person("app/desk/blogs/[blogId]/offers/route.ts GET", MEMBERS, blog),
  person("app/desk/blogs/[blogId]/queue/route.ts GET", MEMBERS, blog),
  person("app/desk/blogs/[blogId]/save/route.ts POST", MEMBERS, ({ blogId }, { userId }) => {
    const post = { content: WORDS, state: "draft" }
    return { params: { blogId }, body: { kind: "create", userId, key: `key-${next()}`, post } }
  }),
  person("app/desk/blogs/[blogId]/search-choices/route.ts GET", MEMBERS, blog),
  person("app/desk/blogs/[blogId]/timeline/route.ts GET", MEMBERS, blog),
  person("app/desk/blogs/list/route.ts GET", SIGNED_IN, () => ({})),
]

const V1 = "app/api/v1/blogs"
const ONE = `${V1}/[slug]/posts/[id]/route.ts`
const API_ROWS: Row[] = [
  program(`${V1}/route.ts POST`, ["tokenForAll"], () => ({ body: { slug: `api-${next()}`, title: "New" } })),
  program(`${V1}/[slug]/route.ts GET`, TOKENS_HERE, slug),
  program(`${V1}/[slug]/route.ts PATCH`, TOKENS_HERE, (world) => {
    return { params: { slug: world.slug }, body: { summary: `Summary ${next()}` } }
  }),
  program(`${V1}/route.ts GET`, TOKENS_ALIVE, () => ({})),
  program(`${V1}/[slug]/route.ts DELETE`, TOKENS_HERE, slug, { around: deletedAfter }),
  program(`${V1}/[slug]/restore/route.ts POST`, TOKENS_HERE, slug),
  program(`${V1}/[slug]/duplicate/route.ts POST`, ["tokenForAll"], slug),
  program(`${V1}/[slug]/posts/route.ts GET`, TOKENS_HERE, slug),
  program(`${V1}/[slug]/posts/route.ts POST`, TOKENS_HERE, (world) => {
    return { params: { slug: world.slug }, body: { text: "Words" } }
  }),
  ...["GET", "PATCH", "DELETE"].map((method) =>
    program(`${ONE} ${method}`, TOKENS_HERE, async (world) => ({
      params: { slug: world.slug, id: (await world.post()).id },
      ...(method === "PATCH" ? { body: { title: "Edited" } } : {}),
    })),
  ),
  program("app/api/v1/site/route.ts GET", ["tokenForAll"], () => ({})),
  program("app/api/v1/site/route.ts PATCH", ["tokenForAll"], () => ({ body: { footerText: `Footer ${next()}` } })),
  program("app/api/v1/media/route.ts POST", TOKENS_ALIVE, async () => ({ body: await picture() })),
]

const embeddedBy = (embedHosts: string[]) => async (world: World) => {
  await db().blog.update({ where: { id: world.blogId }, data: { embedHosts } })
  return { params: { slug: world.slug } }
}

const OPEN_ROWS: Row[] = [
  ...["rss", "atom", "json"].map((format) => open(`app/(reader)/[slug]/feed.${format}/route.ts GET`, slug)),
  open("app/(reader)/[slug]/fragment/route.ts GET", embeddedBy([]), {
    what: "of a blog that no site may embed",
    got: "no_embed",
  }),
  open("app/(reader)/[slug]/fragment/route.ts GET", embeddedBy(["*"])),
  open("app/api/oembed/route.ts GET", async (world) => {
    await embeddedBy(["*"])(world)
    return { query: new URLSearchParams({ url: absoluteUrl(paths.blog(world.slug)) }).toString() }
  }),
  open("app/(reader)/[slug]/posts.json/route.ts GET", slug),
  open("app/(reader)/[slug]/card.png/route.ts GET", slug),
  open("app/(reader)/[slug]/[postId]/card.png/route.ts GET", async (world) => {
    return { params: { slug: world.slug, postId: (await world.post()).id } }
  }),
  open("app/api/blogs/[slug]/changes/route.ts GET", (world) => {
    return { params: { slug: world.slug }, query: "epoch=x&after=0" }
  }),
  open("app/api/blogs/[slug]/seen/route.ts POST", slug),
  open("app/api/blogs/[slug]/stream/route.ts GET", (world) => {
    return { params: { slug: world.slug }, query: "epoch=x&after=0" }
  }),
  ...["changes", "seen", "stream"].map((end) => open(`app/api/blogs/[slug]/${end}/route.ts OPTIONS`, slug)),
  ...["GET", "HEAD", "POST", "OPTIONS"].map((method) =>
    open(`app/api/get-updates/[channelId]/route.ts ${method}`, (world) => {
      return { params: { channelId: world.slug }, query: "last_update_ts=0" }
    }),
  ),
  open(
    "app/api/receivers/[kind]/[sourceId]/route.ts POST",
    () => ({ params: { kind: "telegram", sourceId: "source_none" }, body: {} }),
    { what: "of no source", got: "source_not_found" },
  ),
  open(
    "app/api/receivers/[kind]/[sourceId]/route.ts POST",
    async (world) => ({ params: { kind: "telegram", sourceId: await world.source() }, body: {} }),
    { what: "without its signature", got: "wrong_signature" },
  ),
  open(
    "app/api/receivers/[kind]/[sourceId]/route.ts POST",
    async (world) => {
      const { id, secrets } = await openSource(await world.source())
      const headers = { "x-telegram-bot-api-secret-token": secrets.webhookSecret ?? "" }
      return { params: { kind: "telegram", sourceId: id }, headers, body: { update_id: 1 } }
    },
    { what: "with its signature" },
  ),
  open("app/api/health/route.ts GET", () => ({})),
  open("app/api/metrics/route.ts GET", () => ({}), { got: "not_found" }),
  ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) =>
    open(`app/api/[...rest]/route.ts ${method}`, () => ({ params: { rest: "x" } }), { got: "not_found" }),
  ),
  open("app/api/openapi.json/route.ts GET", () => ({})),
  open("app/api/ready/route.ts GET", () => ({})),
  ...["sitemap.xml", "sitemap-pages.xml", "sitemap-news.xml", "manifest.webmanifest"].map((file) =>
    open(`app/${file}/route.ts GET`, () => ({})),
  ),
  ...["favicon.ico", "apple-touch-icon.png"].map((file) => open(`app/${file}/route.ts GET`, () => ({}))),
  open("app/(reader)/[slug]/sitemap.xml/route.ts GET", slug),
  open("app/icons/[file]/route.ts GET", () => ({ params: { file: "icon.svg" } })),
  open("app/.well-known/security.txt/route.ts GET", () => ({}), { got: "not_found" }),
  open("app/desk/manifest.webmanifest/route.ts GET", () => ({})),
  open("app/media/[id]/[name]/route.ts GET", () => ({ params: { id: "0".repeat(40), name: "320.webp" } }), {
    got: "not_found",
  }),
  open(
    "app/api/rehearsal/[token]/changes/route.ts GET",
    () => ({ params: { token: "0".repeat(40) }, query: "after=0" }),
    { what: "without its secret", got: "blog_not_found" },
  ),
  open(
    "app/api/rehearsal/[token]/changes/route.ts GET",
    async (world) => {
      const token = "R".repeat(40)
      const data = { previewTokenHash: hashSecret(token), status: "draft" as const }
      await db().blog.update({ where: { id: world.otherBlogId }, data })
      return { params: { token }, query: "after=0" }
    },
    { what: "with its secret" },
  ),
]

export const HANDLER_ROWS: Row[] = [
  ...DESK_ROWS,
  ...API_ROWS,
  ...OPEN_ROWS,
  ...["publish-due", "tidy"].map((job) => row("cron")(`app/api/cron/${job}/route.ts GET`, ["clock"], () => ({}))),
]
