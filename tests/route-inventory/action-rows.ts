import { db } from "@/lib/db/client"
import { readStoredSite } from "@/lib/site-settings/read-settings"
import { ADMINS, EDITORS, EDITORS_EVERYWHERE, EVERYBODY, MEMBERS, SIGNED_IN, type Who } from "./actors"
import type { Row } from "./rows"
import { next, WORDS, type World } from "./world"

/** Who may do what by the desk's server actions. */

type Input = NonNullable<Row["input"]>
const row = (door: string, may: readonly Who[], input: Input, more: Partial<Row> = {}): Row => ({
  door,
  lock: "session",
  may,
  input,
  ...more,
})
/** For people who are not signed in yet: what they send is what is checked. */
const open = (door: string, got: string, input: Input): Row => row(door, EVERYBODY, input, { lock: "open", got })

const key = () => `key-${next()}`
const asDraft: Row["around"] = async (world, call) => {
  await db().blog.update({ where: { id: world.blogId }, data: { status: "draft" } })
  return call().finally(() => db().blog.update({ where: { id: world.blogId }, data: { status: "live" } }))
}
/** The blog is there again for the next call. */
export const deletedAfter: Row["around"] = async (world, call) => {
  const back = { deletedAt: null, status: "live" as const }
  return call().finally(() => db().blog.update({ where: { id: world.blogId }, data: back }))
}
const publishedPost = async (world: World) => ({ postId: (await world.post()).id })

const DESK = "app/desk/blogs/[blogId]/actions.ts"
const create = (state: string): Input => {
  return ({ blogId }, { userId }) => ({ blogId, userId, post: { content: WORDS, state }, idempotencyKey: key() })
}

const POST_ROWS: Row[] = [
  row(`${DESK} createPostAction`, MEMBERS, create("draft"), { what: "a draft" }),
  row(`${DESK} createPostAction`, EDITORS, create("published"), { what: "in public" }),
  row(
    `${DESK} createPostAction`,
    SIGNED_IN,
    ({ blogId }) => ({ blogId, userId: "user_other", post: { content: WORDS }, idempotencyKey: key() }),
    { what: "in another's name", got: "other_person" },
  ),
  row(
    `${DESK} editPostAction`,
    MEMBERS,
    async (world, { userId }) => ({ postId: (await world.ownDraft(userId)).id, post: { title: "Mine" } }),
    { what: "their own draft" },
  ),
  row(
    `${DESK} editPostAction`,
    EDITORS,
    async (world, { userId }) => ({ postId: (await world.ownDraft(userId)).id, post: { state: "published" } }),
    { what: "their own draft into public" },
  ),
  row(
    `${DESK} editPostAction`,
    EDITORS,
    async (world) => ({ ...(await publishedPost(world)), post: { title: "Mine" } }),
    {
      what: "what is public",
    },
  ),
  row(
    `${DESK} deletePostAction`,
    MEMBERS,
    async (world, { userId }) => ({ postId: (await world.ownDraft(userId)).id }),
    {
      what: "their own draft",
    },
  ),
  row(`${DESK} deletePostAction`, EDITORS, publishedPost, { what: "what is public" }),
  row(`${DESK} restorePostAction`, EDITORS, async (world) => ({ postId: (await world.deleted()).id })),
  row(`${DESK} undoRevisionAction`, EDITORS, async (world) => ({ ...(await publishedPost(world)), revision: 1 })),
  row(`${DESK} undoGroupAction`, EDITORS, async (world) => ({ groupId: await world.group() })),
  row(`${DESK} bulkEditAction`, EDITORS, async (world) => ({
    blogId: world.blogId,
    postIds: [(await world.post()).id],
    change: { kind: "hide" },
  })),
  row(`${DESK} readRevisionAction`, MEMBERS, async (world) => ({ ...(await publishedPost(world)), number: 1 })),
  row(`${DESK} restoreRevisionAction`, EDITORS, async (world) => {
    const { id: postId, revision } = await world.edited()
    return { postId, number: 1, revision }
  }),
  row(`${DESK} orderPinsAction`, EDITORS, async (world) => {
    return { blogId: world.blogId, postIds: [(await world.post({ pinned: true })).id] }
  }),
  row(
    `${DESK} saveTemplateAction`,
    EDITORS,
    ({ blogId }) => ({ blogId, template: { name: `Kept ${next()}`, content: WORDS } }),
    { what: "for this blog" },
  ),
  row(
    `${DESK} saveTemplateAction`,
    ["admin", "editor"],
    ({ blogId }) => ({ blogId, template: { name: `Kept ${next()}`, content: WORDS, everywhere: true } }),
    { what: "for all blogs" },
  ),
]

const BLOGS = "app/desk/blogs/actions.ts"
const SOURCES = "app/desk/blogs/[blogId]/settings/sources/actions.ts"
const oneSource = async (world: World) => ({ sourceId: await world.source() })
const SOURCE_ROWS: Row[] = [
  row(`${SOURCES} createSourceAction`, EDITORS, ({ blogId }) => ({
    blogId,
    source: { kind: "telegram", name: "New", secrets: { botToken: `123456789:${"A".repeat(35)}` } },
  })),
  row(`${SOURCES} editSourceAction`, EDITORS, async (world) => ({
    ...(await oneSource(world)),
    source: { name: `Renamed ${next()}` },
  })),
  row(`${SOURCES} deleteSourceAction`, EDITORS, oneSource),
  row(`${SOURCES} testSourceAction`, EDITORS, oneSource),
  row(`${SOURCES} connectSourceAction`, EDITORS, oneSource),
]

const TEMPLATES = "app/desk/blogs/[blogId]/templates/actions.ts"
const BLOG_ROWS: Row[] = [
  row(`${BLOGS} createBlogAction`, EDITORS_EVERYWHERE, () => ({ slug: `new-${next()}`, title: "New" })),
  row(`${BLOGS} editBlogAction`, EDITORS, ({ blogId }) => ({ blogId, blog: { summary: `Summary ${next()}` } })),
  row(`${BLOGS} duplicateBlogAction`, ["admin", "editor"], ({ blogId }) => ({ blogId })),
  row(`${BLOGS} archiveBlogAction`, EDITORS, ({ blogId }) => ({ blogId, archived: false })),
  row(`${BLOGS} deleteBlogAction`, EDITORS, ({ blogId }) => ({ blogId }), { around: deletedAfter }),
  row(`${BLOGS} restoreBlogAction`, EDITORS, ({ blogId }) => ({ blogId })),
  row(`${BLOGS} createPreviewLinkAction`, EDITORS, ({ blogId }) => ({ blogId }), { around: asDraft }),
  row(`${BLOGS} revokePreviewLinkAction`, EDITORS, ({ blogId }) => ({ blogId })),
  row(
    "app/desk/blogs/[blogId]/settings/team/actions.ts changeTeamRoleAction",
    ["admin", "contributorWhoIsAdminHere"],
    async (world) => ({ blogId: world.blogId, userId: await world.victim(), role: "editor" }),
  ),
  row(
    `${TEMPLATES} renameTemplateAction`,
    EDITORS,
    async (world) => ({ templateId: await world.template(), name: `Renamed ${next()}` }),
    { what: "of this blog" },
  ),
  row(
    `${TEMPLATES} renameTemplateAction`,
    EDITORS_EVERYWHERE,
    async (world) => ({ templateId: await world.template(true), name: `Renamed ${next()}` }),
    { what: "of all blogs" },
  ),
  row(`${TEMPLATES} deleteTemplateAction`, EDITORS, async (world) => ({ templateId: await world.template() }), {
    what: "of this blog",
  }),
  row(
    `${TEMPLATES} deleteTemplateAction`,
    EDITORS_EVERYWHERE,
    async (world) => ({ templateId: await world.template(true) }),
    {
      what: "of all blogs",
    },
  ),
]

const PEOPLE = "app/desk/people/actions.ts"
const victim = async (world: World) => ({ userId: await world.victim() })
const PEOPLE_ROWS: Row[] = [
  row(`${PEOPLE} inviteAction`, ADMINS, () => ({ email: `n${next()}@b.example`, name: "New", role: "editor" })),
  row(`${PEOPLE} revokeInviteAction`, ADMINS, async (world) => ({ inviteId: await world.invite() })),
  row(`${PEOPLE} changeRoleAction`, ADMINS, async (world) => ({ ...(await victim(world)), role: "editor" })),
  row(`${PEOPLE} endSessionsAction`, ADMINS, victim),
  row(`${PEOPLE} unlock`, ADMINS, victim),
  row(`${PEOPLE} resetTwoFactorAction`, ADMINS, victim),
  row(`${PEOPLE} disablePersonAction`, ADMINS, async (world) => ({ ...(await victim(world)), heirId: null })),
  row(`${PEOPLE} createResetLinkAction`, ADMINS, victim),
  row(`${PEOPLE} revokeResetLinkAction`, ADMINS, victim, { got: "not_found" }),
  row(`${PEOPLE} renamePersonAction`, ADMINS, async (world) => ({ ...(await victim(world)), name: "A new name" })),
  row(`${PEOPLE} changePersonEmailAction`, ADMINS, async (world) => ({
    ...(await victim(world)),
    email: `m${next()}@b.example`,
  })),
  row(`${PEOPLE} enablePersonAction`, ADMINS, victim),
  row("app/desk/site/actions.ts editSiteAction", ADMINS, async () => ({
    site: { footerText: `Footer ${next()}` },
    revision: (await readStoredSite()).revision,
  })),
  row("app/desk/tokens/actions.ts createTokenAction", ADMINS, () => ({ name: "New" })),
  row("app/desk/tokens/actions.ts revokeTokenAction", ADMINS, async (world) => ({ tokenId: await world.token() })),
]

const ACCOUNT = "app/desk/account/actions.ts"
const OWN_ROWS: Row[] = [
  row(`${ACCOUNT} changeNameAction`, SIGNED_IN, () => ({ name: "A new name" })),
  row(`${ACCOUNT} changePortraitAction`, SIGNED_IN, () => ({ picture: null })),
  // Through the door, and no further: hashing would take a third of a second each time.
  row(`${ACCOUNT} changePasswordAction`, SIGNED_IN, () => ({ current: "x", password: "short" }), {
    got: "invalid_input",
  }),
  row(`${ACCOUNT} changeEmailAction`, SIGNED_IN, () => ({ email: "new@b.example", current: "x" }), { got: "mail_off" }),
  ...["setUpTwoFactorAction", "renewRecoveryCodesAction", "turnOffTwoFactorAction"].map((name) =>
    row(`${ACCOUNT} ${name}`, SIGNED_IN, () => ({ password: "" }), { got: "invalid_input" }),
  ),
  row(`${ACCOUNT} confirmTwoFactorAction`, SIGNED_IN, () => ({ code: "x".repeat(50) }), { got: "invalid_input" }),
  row(`${ACCOUNT} endSessionAction`, SIGNED_IN, () => ({ sessionId: "another's" }), { got: "not_found" }),
  row(`${ACCOUNT} endOtherSessionsAction`, SIGNED_IN, () => ({})),
]

export const ACTION_ROWS: Row[] = [
  ...POST_ROWS,
  ...BLOG_ROWS,
  ...SOURCE_ROWS,
  ...PEOPLE_ROWS,
  ...OWN_ROWS,
  open("app/desk/actions.ts signOutAction", "to /login", () => undefined),
  open("app/desk/actions.ts signInAgainAction", "invalid_input", () => ({ userId: "x", credentials: {} })),
  open("app/login/actions.ts signInAction", "invalid_input", () => ({ email: "x", password: "" })),
  open("app/login/forgot/actions.ts forgotPasswordAction", "invalid_input", () => ({ email: "x" })),
  open("app/login/reset/[token]/actions.ts resetPasswordAction", "link_not_found", () => {
    return { token: "x", password: "a long enough one" }
  }),
  open("app/login/confirm-email/[token]/actions.ts confirmEmailAction", "link_not_found", () => ({ token: "x" })),
  open("app/setup/actions.ts setUpAction", "invalid_input", () => ({ token: "x" })),
  open("app/invite/[token]/actions.ts acceptInviteAction", "invite_not_found", () => {
    return { token: "x", name: "New", password: "a long enough one" }
  }),
]
