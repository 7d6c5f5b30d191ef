import "@fontsource-variable/inter/wght.css"
import "@fontsource-variable/source-serif-4/wght.css"
import "@fontsource-variable/source-serif-4/wght-italic.css"
import "./stand-in-fonts.css"
import "./globals.css"
import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import { SITE_NAME, siteUrl } from "@/lib/site"

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(siteUrl()),
    title: { default: SITE_NAME, template: `%s | ${SITE_NAME}` },
    description: "Live coverage, as it happens.",
    applicationName: SITE_NAME,
    formatDetection: { telephone: false, date: false, address: false, email: false },
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
  return (
    // A page in another language says so for the whole document (components/reader/inline-script.tsx).
    <html lang="en" dir="ltr" suppressHydrationWarning>
      <body>{children}</body>
    </html>
  )
}
