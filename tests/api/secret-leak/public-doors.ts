import { paths } from "@/lib/paths"
import { absoluteUrl } from "@/lib/site"
import type { Stage } from "./stage"

const oembed = (path: string) => paths.oembed(absoluteUrl(path))

/** Every public door, under its name in `findDoors`, and the addresses at which the crawl knocks. */
export function publicDoors(stage: Stage): Record<string, string[]> {
  const { slug, closed, epoch, ids, goneIds } = stage
  const blogs = [slug, ...closed]
  const everyPost = (address: (id: string) => string) => ids.map(address)
  const feeds = (format: string) => [
    ...blogs.flatMap((each) => [`/${each}/feed.${format}`, `/${each}/feed.${format}?only=key-events&limit=100`]),
    ...blogs.map((each) => `/${each}/feed.${format}?tag=common&limit=100`),
  ]
  return {
    "app/(reader)/page.tsx": ["/", "/?utm_source=canary"],
    "app/(reader)/[slug]/page.tsx": [
      ...blogs.map((each) => `/${each}`),
      ...blogs.map((each) => `/${each}?q=canary`),
      ...["Title", "Text", "Picture", "Byline", "common"].map((word) => `/${slug}?q=${word}`),
      ...goneIds.map((id) => `/${slug}?q=Title&before=${id}`),
      `/${slug}/`,
    ],
    "app/(reader)/[slug]/[postId]/page.tsx": [...everyPost((id) => `/${slug}/${id}`), `/${closed[0]}/${ids[0]}`],
    "app/(reader)/[slug]/embed/page.tsx": [
      ...blogs.flatMap((each) => [`/${each}/embed`, `/${each}/embed?view=latest&limit=20&theme=dark`]),
      ...everyPost((id) => `/${slug}/embed?post=${id}`),
      `/${closed[0]}/embed?post=${ids[0]}`,
    ],
    "app/(reader)/[slug]/fragment/route.ts GET": [
      ...blogs.map((each) => `/${each}/fragment?limit=20`),
      ...everyPost((id) => `/${slug}/fragment?post=${id}`),
    ],
    "app/(reader)/[slug]/posts.json/route.ts GET": [
      ...blogs.map((each) => `/${each}/posts.json?limit=100`),
      ...everyPost((id) => `/${slug}/posts.json?before=${id}`),
    ],
    "app/api/oembed/route.ts GET": [
      ...blogs.map((each) => oembed(`/${each}`)),
      ...everyPost((id) => oembed(`/${slug}/${id}`)),
    ],
    "app/(reader)/[slug]/page/[postId]/page.tsx": [
      ...everyPost((id) => `/${slug}/page/${id}`),
      `/${closed[0]}/page/${ids[0]}`,
    ],
    "app/(reader)/[slug]/tag/[tag]/page.tsx": blogs.map((each) => `/${each}/tag/common`),
    "app/(reader)/[slug]/tag/[tag]/[postId]/page.tsx": everyPost((id) => `/${slug}/tag/common/${id}`),
    "app/rehearsal/[token]/[[...post]]/page.tsx": [
      ...["0".repeat(40), slug, ...closed].map((token) => `/rehearsal/${token}`),
      `/rehearsal/${"0".repeat(40)}/${ids[0]}`,
    ],
    "app/invite/[token]/page.tsx": ["/invite/unknown"],
    "app/login/page.tsx": ["/login", `/login?next=/desk/blogs/${stage.blogId}`],
    "app/login/forgot/page.tsx": ["/login/forgot"],
    "app/login/reset/[token]/page.tsx": ["/login/reset/unknown"],
    "app/login/confirm-email/[token]/page.tsx": ["/login/confirm-email/unknown"],
    "app/setup/page.tsx": ["/setup", "/setup?token=unknown"],
    "app/robots.ts": ["/robots.txt"],
    "app/sitemap.xml/route.ts GET": ["/sitemap.xml"],
    "app/sitemap-pages.xml/route.ts GET": ["/sitemap-pages.xml"],
    "app/sitemap-news.xml/route.ts GET": ["/sitemap-news.xml"],
    "app/(reader)/[slug]/sitemap.xml/route.ts GET": blogs.map((each) => `/${each}/sitemap.xml`),
    "app/manifest.webmanifest/route.ts GET": ["/manifest.webmanifest"],
    "app/favicon.ico/route.ts GET": ["/favicon.ico"],
    "app/apple-touch-icon.png/route.ts GET": ["/apple-touch-icon.png"],
    "app/(reader)/[slug]/card.png/route.ts GET": blogs.map((each) => `/${each}/card.png`),
    "app/(reader)/[slug]/[postId]/card.png/route.ts GET": everyPost((id) => `/${slug}/${id}/card.png`),
    "app/(reader)/[slug]/feed.rss/route.ts GET": feeds("rss"),
    "app/(reader)/[slug]/feed.atom/route.ts GET": feeds("atom"),
    "app/(reader)/[slug]/feed.json/route.ts GET": feeds("json"),
    "app/icons/[file]/route.ts GET": ["/icons/icon.svg", "/icons/32.png", "/icons/canary"],
    "app/.well-known/security.txt/route.ts GET": ["/.well-known/security.txt"],
    "app/desk/manifest.webmanifest/route.ts GET": ["/desk/manifest.webmanifest"],
    "app/media/[id]/[name]/route.ts GET": [`/media/${"0".repeat(40)}/320.webp`, "/media/canary/canary.webp"],
    "app/(reader)/not-here/[[...slug]]/page.tsx": [...blogs.map((each) => `/not-here/${each}`), "/not-here"],
    "app/api/metrics/route.ts GET": ["/api/metrics"],
    "app/api/[...rest]/route.ts GET": ["/api/nothing"],
    ...Object.fromEntries(
      ["POST", "PUT", "PATCH", "DELETE"].map((method) => [`app/api/[...rest]/route.ts ${method}`, []]),
    ),
    "app/api/health/route.ts GET": ["/api/health"],
    "app/api/openapi.json/route.ts GET": ["/api/openapi.json"],
    "app/api/ready/route.ts GET": ["/api/ready"],
    "app/api/cron/publish-due/route.ts GET": ["/api/cron/publish-due"],
    "app/api/cron/tidy/route.ts GET": ["/api/cron/tidy"],
    "app/api/rehearsal/[token]/changes/route.ts GET": ["0".repeat(40), slug, ...closed].map(
      (token) => `/api/rehearsal/${token}/changes?epoch=${epoch}&after=0`,
    ),
    ...liveDoors(stage),
  }
}

/** The live endpoints: they are served by a live server of its own, too. */
export function liveDoors({ slug, closed, epoch }: Stage): Record<string, string[]> {
  const blogs = [slug, ...closed]
  return {
    "app/api/blogs/[slug]/changes/route.ts GET": blogs.flatMap((each) => [
      ...[epoch, "other"].map((line) => `/api/blogs/${each}/changes?epoch=${line}&after=0`),
      `/api/blogs/${each}/changes?epoch=${epoch}&after=0&wait=1`,
      `/api/blogs/${each}/changes?epoch=${epoch}&after=3`,
    ]),
    // Asked by `listen` and by `shake`, for they are no plain questions.
    "app/api/blogs/[slug]/stream/route.ts GET": [],
    "app/api/blogs/[slug]/seen/route.ts POST": [],
    // Opened by a source's signature alone; tests/db/receiver-telegram.test.ts sends what is signed.
    "app/api/receivers/[kind]/[sourceId]/route.ts POST": [],
    "app/api/get-updates/[channelId]/route.ts POST": [],
    "app/api/get-updates/[channelId]/route.ts HEAD": [],
    "app/api/get-updates/[channelId]/route.ts OPTIONS": [],
    ...Object.fromEntries(
      ["changes", "seen", "stream"].map((end) => [`app/api/blogs/[slug]/${end}/route.ts OPTIONS`, []]),
    ),
    "app/api/get-updates/[channelId]/route.ts GET": blogs.map((each) => `/api/get-updates/${each}?last_update_ts=0`),
  }
}
