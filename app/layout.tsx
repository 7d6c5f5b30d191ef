import "@fontsource-variable/inter/wght.css"
import "@fontsource/source-serif-4/400.css"
import "@fontsource/source-serif-4/400-italic.css"
import "@fontsource/source-serif-4/600.css"
import "@fontsource/source-serif-4/600-italic.css"
import "./stand-in-fonts.css"
import "./globals.css"
import serif from "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2?address"
import serifBold from "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2?address"
import sans from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?address"
import type { Metadata, Viewport } from "next"
import { connection } from "next/server"
import type { ReactNode } from "react"
import { preload } from "react-dom"
import { paths } from "@/lib/paths"
import { siteUrl } from "@/lib/site"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { iconPath, svgIconPath } from "@/lib/site-settings/site-icons"

export async function generateMetadata(): Promise<Metadata> {
  // The site's name is known when it runs, not when it is built.
  await connection()
  const site = await getSiteSettings()
  const small = iconPath(site, 32)
  const apple = iconPath(site, 180)
  return {
    metadataBase: new URL(siteUrl()),
    title: { default: site.name, template: `%s | ${site.name.replaceAll("%s", "")}` },
    description: "Live coverage, as it happens.",
    applicationName: site.name,
    manifest: paths.siteManifest(),
    icons: { icon: small ?? svgIconPath(site), ...(apple ? { apple } : {}) },
    ...(site.xHandle ? { twitter: { site: site.xHandle } } : {}),
    ...(site.fediverseHandle ? { other: { "fediverse:creator": site.fediverseHandle } } : {}),
  }
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#101214" },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  // The faces of every first screen, asked for together with the style sheet instead of after it.
  for (const file of [sans, serif, serifBold])
    preload(file, { as: "font", type: "font/woff2", crossOrigin: "anonymous" })
  return (
    // A page in another language says so for the whole document (components/reader/inline-script.tsx).
    <html lang="en" dir="ltr" suppressHydrationWarning>
      <body>{children}</body>
    </html>
  )
}
