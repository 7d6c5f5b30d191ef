"use client"

import { Toaster as Sonner } from "sonner"

const DURATION_MS = 10_000

/**
 * Short messages in a corner. They stay for ten seconds, longer under the pointer or the focus, and Alt+T moves the
 * focus to them, so that "Undo" is within everybody's reach.
 */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      duration={DURATION_MS}
      theme="system"
      offset={{ bottom: "0.75rem", right: "0.75rem" }}
      mobileOffset={{ bottom: "5.5rem", left: "0.75rem", right: "0.75rem" }}
      containerAriaLabel="Messages"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center font-sans gap-3 rounded-lg border border-line-strong bg-ink px-4 py-2.5 text-page text-sm shadow-raised sm:w-88",
          title: "font-medium",
          description: "text-page/80",
          content: "min-w-0 flex-1",
          actionButton:
            "h-9 shrink-0 rounded-md px-3 font-semibold text-page text-sm underline underline-offset-3 hover:bg-page/15 focus-visible:outline-page",
          icon: "hidden",
        },
      }}
    />
  )
}
