"use client"

import type { Editor } from "@tiptap/react"
import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { embedCodeUrl } from "@/lib/content/embed-code"
import { isWebUrl } from "@/lib/content/url"
import { completeUrl, UrlField } from "./url-field"

type EmbedDialogProps = { editor: Editor; open: boolean; onOpenChange: (open: boolean) => void }

/** Asks for the address of a video, a post or a page; the same as pasting it on an empty line. */
export function EmbedDialog({ editor, open, onOpenChange }: EmbedDialogProps) {
  const [address, setAddress] = useState("")
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    if (!open) return
    setAddress("")
    setWrong(false)
  }, [open])

  const apply = () => {
    const url = embedCodeUrl(address) ?? completeUrl(address)
    if (!url || !isWebUrl(url)) return setWrong(true)
    onOpenChange(false)
    editor
      .chain()
      .focus()
      .insertContent({ type: "embed", attrs: { url, isNew: true } })
      .run()
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Embed">
      <UrlField
        hint="Address or embed code of a video, a post, a map or chart, or the address of any page. Pasting it on an empty line does the same."
        error={wrong ? "There is no address of a page in this. It starts with https:// or http://." : undefined}
        value={address}
        onChange={setAddress}
        onEnter={apply}
      />
      <DialogActions>
        <Button variant="primary" onClick={apply}>
          Add
        </Button>
      </DialogActions>
    </Dialog>
  )
}
