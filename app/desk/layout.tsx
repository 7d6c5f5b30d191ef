import "./desk.css"
import type { Metadata } from "next"
import type { ReactNode } from "react"
import { DeskShell } from "@/components/desk/shell/desk-shell"
import { Toaster } from "@/components/ui/toaster"
import { signOutAction } from "./actions"
import { getPerson, toViewer } from "./signed-in"

export const metadata: Metadata = {
  title: { default: "Desk", template: "%s | Desk" },
  robots: { index: false, follow: false },
}

/** The frame of all desk pages. Each page checks by itself who looks; without anybody there is no frame to draw. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  // While the database is away the page itself says so; the frame must not fail before it.
  const person = await getPerson().catch(() => null)
  if (!person) return children
  return (
    <>
      <DeskShell viewer={toViewer(person)} signOut={signOutAction}>
        {children}
      </DeskShell>
      <Toaster />
    </>
  )
}
