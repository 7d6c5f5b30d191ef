// What every reader gets alike, a shared cache may keep for a second; our own server says the same of what it keeps.
const shared = [
  {
    key: "Cache-Control",
    value: "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=600",
  },
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
  // What is read as files, for hosts that take along only what is imported.
  outputFileTracingIncludes: {
    "/**/card.png": ["./node_modules/@fontsource/*/files/*-[56]00-normal.woff"],
    "/api/ready": ["./prisma/migrations/**/migration.sql"],
  },
  headers: async () => [
    ...["/", blog, "/:slug/:post(post_[a-z0-9]+)", "/:slug/tag/:tag", "/:slug/tag/:tag/:post(post_[a-z0-9]+)"].map(
      (source) => ({ source, headers: shared }),
    ),
    ...["/rehearsal/:path*", "/api/rehearsal/:path*"].map((source) => ({ source, headers: secret })),
  ],
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
}

export default nextConfig
