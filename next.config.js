import {
  BY_HTTPS,
  EVERY_PAGE,
  FOR_US_ALONE,
  PRIVATE_PAGE,
  sharedPagePolicy,
  toPolicy,
} from "./lib/security-headers/rules.js"

const development = process.env.NODE_ENV === "development"
// Our own server says it by the address that it has when it starts; other hosts by the one that they are built with.
const byHttps = process.env.APP_URL?.startsWith("https:") ? BY_HTTPS : {}
const toHeaders = (table) => Object.entries(table).map(([key, value]) => ({ key, value }))
// `proxy.ts` puts one with a nonce in its place. If that is ever passed by, nothing runs, rather than everything.
const closed = toPolicy({ scripts: ["'none'"], development: false })
// Pages that are the same for every reader: a shared cache keeps them for a second. A function on Vercel overrides
// `Cache-Control` with Next's own, which caches nothing; it does not know the header that Vercel's edge reads first.
const sharedValue = "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=600"
const shared = [
  { key: "Cache-Control", value: sharedValue },
  ...(process.env.VERCEL ? [{ key: "Vercel-CDN-Cache-Control", value: sharedValue }] : []),
]
// Who has the address has the secret: it is kept nowhere, found by no search engine and told to no other site.
const secret = [
  { key: "Cache-Control", value: "private, no-store" },
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "X-Robots-Tag", value: "noindex, nofollow, noarchive" },
]
// Addresses of blogs: one part, and none of ours (lib/paths.ts keeps blogs from taking those).
const blog = "/:slug((?!api$|desk$|login$|setup$|invite$|media$|rehearsal$)[a-z0-9-]+)"

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Pictures are resized once, at upload. The optimizer would be an open door for nothing.
  images: { unoptimized: true },
  // `npm run check` holds the types; a person's first start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  // Endpoints of other front ends are asked for with and without a slash at the end.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["sharp", "pg", "pino", "prom-client", "@prisma/client", "@prisma/adapter-pg"],
  // A font that is imported so gives its address, to be preloaded.
  turbopack: { rules: { "*.woff2": { condition: { query: "?address" }, type: "asset" } } },
  // What is read as files, for hosts that take along only what is imported.
  outputFileTracingIncludes: {
    "/**/card.png": ["./node_modules/@fontsource/*/files/*-[56]00-normal.woff"],
    "/api/ready": ["./prisma/migrations/**/migration.sql"],
  },
  headers: async () => [
    { source: "/:path*", headers: toHeaders({ ...EVERY_PAGE, ...byHttps }) },
    {
      source: "/((?!_next/static/|api/|media/[^/]+/[^/]+$).*)",
      headers: toHeaders({ "Content-Security-Policy": sharedPagePolicy({ development }) }),
    },
    {
      source: "/:door(desk|login|setup|invite|rehearsal)/:path*",
      headers: toHeaders({ ...PRIVATE_PAGE, "Content-Security-Policy": closed }),
    },
    { source: "/api/:ours(desk|v1|cron)/:path*", headers: toHeaders(FOR_US_ALONE) },
    ...[
      "/",
      blog,
      "/:slug/embed",
      "/:slug/:post(post_[a-z0-9]+)",
      "/:slug/page/:post(post_[a-z0-9]+)",
      "/:slug/tag/:tag",
      "/:slug/tag/:tag/:post(post_[a-z0-9]+)",
    ].map(
      // What somebody looks for is theirs alone.
      (source) => ({ source, missing: [{ type: "query", key: "q" }], headers: shared }),
    ),
    ...["/rehearsal/:path*", "/api/rehearsal/:path*"].map((source) => ({ source, headers: secret })),
  ],
  // A post of the largest size and what is sent with it. Next makes an object of a body before any of our code sees it.
  experimental: { serverActions: { bodySizeLimit: 600_000 } },
}

export default nextConfig
