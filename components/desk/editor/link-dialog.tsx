"use client"

import type { Editor } from "@tiptap/react"
import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { completeUrl, UrlField } from "./url-field"

type LinkDialogProps = { editor: Editor; open: boolean; onOpenChange: (open: boolean) => void }

/** Asks for an address and links the selected words to it; without a selection the address itself becomes the text. */
export function LinkDialog({ editor, open, onOpenChange }: LinkDialogProps) {
  const [address, setAddress] = useState("")
  const [wrong, setWrong] = useState(false)
  const linked = editor.isActive("link")

  useEffect(() => {
    if (!open) return
    setAddress(String(editor.getAttributes("link").href ?? ""))
    setWrong(false)
  }, [open, editor])

  const close = () => {
    onOpenChange(false)
    editor.commands.focus()
  }
  const apply = () => {
    const href = completeUrl(address)
    if (!href) return setWrong(true)
    if (editor.state.selection.empty && !linked) {
      editor.commands.insertContent({ type: "text", text: address.trim(), marks: [{ type: "link", attrs: { href } }] })
    } else {
      editor.chain().extendMarkRange("link").setLink({ href }).run()
    }
    close()
  }
  const remove = () => {
    editor.chain().extendMarkRange("link").unsetLink().run()
    close()
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Link">
      <UrlField
        hint="A web page, an email address, or tel: and a phone number."
        error={
          wrong
            ? "This is not an address that can be linked. It starts with https://, http://, mailto: or tel:."
            : undefined
        }
        value={address}
        onChange={setAddress}
        onEnter={apply}
      />
      <DialogActions>
        {linked && (
          <Button variant="danger" onClick={remove}>
            Remove link
          </Button>
        )}
        <Button variant="primary" onClick={apply}>
          {linked ? "Change link" : "Add link"}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
