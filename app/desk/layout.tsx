import "./desk.css"
import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"
import { OutboxProvider } from "@/components/desk/outbox/outbox-provider"
import { DeskShell } from "@/components/desk/shell/desk-shell"
import { Wordmark } from "@/components/desk/shell/wordmark"
import { Toaster } from "@/components/ui/toaster"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { iconPath, svgIconPath } from "@/lib/site-settings/site-icons"
import { signInAgainAction, signOutAction } from "./actions"
import appleIcon from "./manifest.webmanifest/launch-apple-180.png"
import { getViewer, toViewer } from "./signed-in"

export async function generateMetadata(): Promise<Metadata> {
  const site = await getSiteSettings()
  return {
    title: { default: "Desk", template: "%s | Desk" },
    robots: { index: false, follow: false },
    manifest: paths.deskManifest(),
    appleWebApp: { title: "Desk" },
    icons: { icon: iconPath(site, 32) ?? svgIconPath(site), apple: iconPath(site, 180) ?? appleIcon.src },
  }
}

// On the phone the page ends where the keyboard begins, so that what stands at its end stays in sight.
export const viewport: Viewport = { interactiveWidget: "resizes-content" }

/** The frame of all desk pages. Each page checks by itself who looks; without anybody there is no frame to draw. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  // While the database is away the page itself says so; the frame must not fail before it.
  const person = await getViewer().catch(() => null)
  const { name } = await getSiteSettings()
  if (!person) {
    return (
      <main className="mx-auto w-full max-w-2xl px-5 py-8">
        <Wordmark name={name} />
        {children}
      </main>
    )
  }
  return (
    <>
      <OutboxProvider key={person.id} userId={person.id} signIn={signInAgainAction}>
        <DeskShell siteName={name} viewer={toViewer(person)} signOut={signOutAction}>
          {children}
        </DeskShell>
      </OutboxProvider>
      <Toaster />
    </>
  )
}
