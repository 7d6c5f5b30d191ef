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
  serverExternalPackages: ["sharp", "pg", "@prisma/client", "@prisma/adapter-pg"],
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
}

export default nextConfig
