/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Pictures are resized once, at upload. The optimizer would be an open door for nothing.
  images: { unoptimized: true },
  serverExternalPackages: ["sharp", "pg", "@prisma/client", "@prisma/adapter-pg"],
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
}

export default nextConfig
