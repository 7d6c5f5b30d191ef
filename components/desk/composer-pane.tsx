"use client"

import { Plus } from "lucide-react"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { useAudienceWords } from "./blogs/blog-audience-context"

/** From this width on the composer stands beside the timeline (--breakpoint-desk). */
const WIDE = "(width >= 68.75rem)"

/** Whether the composer is open where it does not stand beside the timeline. */
export function useComposerSheet() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const wide = window.matchMedia(WIDE)
    const close = () => wide.matches && setOpen(false)
    wide.addEventListener("change", close)
    return () => wide.removeEventListener("change", close)
  }, [])
  return {
    open,
    show: () => {
      // Synchronously: what opens it moves the focus into it.
      if (!window.matchMedia(WIDE).matches) flushSync(() => setOpen(true))
    },
    close: () => setOpen(false),
  }
}

type ComposerPaneProps = {
  sheet: ReturnType<typeof useComposerSheet>
  onPublish: () => void
  children: ReactNode
}

/** Where new posts are written: a column of its own, on small screens a sheet over the whole page. */
export function ComposerPane({ sheet, onPublish, children }: ComposerPaneProps) {
  const words = useAudienceWords()
  const pane = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (sheet.open) pane.current?.querySelector<HTMLElement>("[contenteditable=true]")?.focus()
  }, [sheet.open])
  return (
    <>
      <div
        ref={pane}
        data-sheet
        className={cx(
          "min-h-0 flex-col desk:flex desk:overflow-hidden",
          sheet.open ? "flex max-desk:fixed max-desk:inset-0 max-desk:z-40 max-desk:bg-page" : "hidden",
        )}
      >
        <div className="flex shrink-0 items-center justify-between border-line border-b px-3 py-1.5 desk:hidden">
          <Button variant="ghost" onClick={sheet.close}>
            Cancel
          </Button>
          <p className="font-semibold text-ink text-sm">New post</p>
          <Button variant={words.variant} onClick={onPublish}>
            {words.publish}
          </Button>
        </div>
        {/* Room at the end for messages, which stand in that corner. */}
        <div className="flex min-h-0 flex-1 flex-col overflow-y-auto p-3 desk:pb-24">{children}</div>
      </div>
      {!sheet.open && (
        <button
          type="button"
          data-open-composer
          aria-label="New post"
          onClick={sheet.show}
          className="fixed end-4 bottom-4 z-30 grid size-14 place-items-center rounded-full bg-accent text-on-accent shadow-raised desk:hidden"
        >
          <Plus aria-hidden className="size-6" />
        </button>
      )}
    </>
  )
}
