import { ADMINS, EDITORS, EDITORS_EVERYWHERE, MEMBERS, SIGNED_IN, type Who } from "./actors"
import type { Row } from "./rows"

/** Who sees which of the desk's pages. */

const page = (file: string, may: readonly Who[], ask: Row["ask"] = ({ blogId }) => ({ params: { blogId } })): Row => {
  return { door: `app/desk/${file}page.tsx`, lock: "session", may, ask }
}

export const PAGE_ROWS: Row[] = [
  page("", SIGNED_IN),
  page("account/", SIGNED_IN),
  page("blogs/new/", EDITORS_EVERYWHERE),
  page("blogs/[blogId]/", MEMBERS),
  page("blogs/[blogId]/history/[postId]/", MEMBERS, async (world) => {
    return { params: { blogId: world.blogId, postId: (await world.edited()).id } }
  }),
  page("blogs/[blogId]/activity/", EDITORS),
  page("blogs/[blogId]/settings/", EDITORS),
  page("blogs/[blogId]/settings/team/", EDITORS),
  page("blogs/[blogId]/settings/sources/", EDITORS),
  page("blogs/[blogId]/templates/", EDITORS),
  page("site/", ADMINS),
  page("people/", ADMINS),
  page("tokens/", ADMINS),
  page("[...rest]/", []),
]

/** Pages for everybody: what they tell is the crawl's to judge (tests/api/secret-leak.test.ts). */
export const OPEN_PAGES = [
  "app/(reader)/page.tsx",
  "app/(reader)/[slug]/page.tsx",
  "app/(reader)/[slug]/[postId]/page.tsx",
  "app/(reader)/[slug]/embed/page.tsx",
  "app/(reader)/[slug]/page/[postId]/page.tsx",
  "app/(reader)/[slug]/tag/[tag]/page.tsx",
  "app/(reader)/[slug]/tag/[tag]/[postId]/page.tsx",
  "app/(reader)/not-here/[[...slug]]/page.tsx",
  "app/rehearsal/[token]/[[...post]]/page.tsx",
  "app/invite/[token]/page.tsx",
  "app/login/page.tsx",
  "app/login/forgot/page.tsx",
  "app/login/reset/[token]/page.tsx",
  "app/login/confirm-email/[token]/page.tsx",
  "app/setup/page.tsx",
  "app/robots.ts",
]
