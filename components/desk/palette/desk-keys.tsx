"use client"

import { Search } from "lucide-react"
import dynamic from "next/dynamic"
import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { isShortcut, keysOf } from "../keys/shortcuts"
import { isSingleKey } from "../keys/single-keys"
import { usePlatform } from "../keys/use-platform"
import type { Viewer } from "../timeline/post-rights"

// Seldom open, so they are loaded when they are.
const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false })
const KeyList = dynamic(() => import("../keys/key-list").then((module) => module.KeyList), { ssr: false })

type Opened = "palette" | "keys"
type Open = (what: Opened | null | ((before: Opened | null) => Opened | null)) => void
type DeskKeysProps = { viewer: Viewer; signOut: () => Promise<void>; opened: Opened | null; setOpened: Open }

/** Which of the two is open, and the keys that open them. */
export function useDeskKeys(): [Opened | null, Open] {
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isShortcut(event, "palette") && !event.defaultPrevented) {
        event.preventDefault()
        setOpened((before) => (before === "palette" ? null : "palette"))
      } else if (isShortcut(event, "keyList") && isSingleKey(event)) {
        event.preventDefault()
        setOpened("keys")
      }
    }
    document.addEventListener("keydown", onKeyDown)
    return () => document.removeEventListener("keydown", onKeyDown)
  }, [])
  return [opened, setOpened]
}

/** Opens the palette, for whoever does not know its key yet. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-9 w-full items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-ink-faint text-sm transition-colors hover:border-line-strong hover:text-ink"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1 text-left group-has-data-blog-desk/shell:sr-only">Go to</span>
      <span className="group-has-data-blog-desk/shell:hidden">
        <Kbd keys={keysOf("palette", usePlatform())} />
      </span>
    </button>
  )
}

/** The same on the phone, where there are no keys. */
export function PaletteIcon({ onOpen }: { onOpen: () => void }) {
  return (
    <Button variant="ghost" size="icon" aria-label="Go to" onClick={onOpen}>
      <Search aria-hidden />
    </Button>
  )
}

/** The palette and the list of keys. */
export function DeskKeys({ viewer, signOut, opened, setOpened }: DeskKeysProps) {
  // Once loaded they stay, so that they can close with their movement.
  const [loaded, setLoaded] = useState({ palette: false, keys: false })
  useEffect(() => {
    if (opened) setLoaded((before) => ({ ...before, [opened]: true }))
  }, [opened])
  const turn = (what: Opened) => (open: boolean) => setOpened(open ? what : null)
  return (
    <>
      {(loaded.palette || opened === "palette") && (
        <Palette
          viewer={viewer}
          open={opened === "palette"}
          onOpenChange={turn("palette")}
          onKeys={() => setOpened("keys")}
          signOut={signOut}
        />
      )}
      {(loaded.keys || opened === "keys") && <KeyList open={opened === "keys"} onOpenChange={turn("keys")} />}
    </>
  )
}
