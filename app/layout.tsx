import "@fontsource-variable/inter/wght.css"
import "@fontsource-variable/source-serif-4/wght.css"
import "@fontsource-variable/source-serif-4/wght-italic.css"
import "./globals.css"
import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import { env } from "@/lib/env"

export function generateMetadata(): Metadata {
  const { APP_URL, PORT } = env()
  return {
    metadataBase: new URL(APP_URL ?? `http://localhost:${PORT}`),
    title: { default: "Running Story", template: "%s | Running Story" },
    description: "Live coverage, as it happens.",
    applicationName: "Running Story",
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
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
