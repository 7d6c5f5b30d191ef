"use client"

import type { Editor } from "@tiptap/react"
import { type KeyboardEvent, useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { isLinkUrl } from "@/lib/content/url"

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
    const href = completeAddress(address)
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    event.stopPropagation()
    apply()
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Link">
      <Field
        label="Address"
        hint="A web page, or mailto: and an e-mail address."
        error={
          wrong ? "This is not an address that can be linked. It starts with https://, http:// or mailto:." : undefined
        }
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            placeholder="https://"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
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

function completeAddress(address: string): string | null {
  const typed = address.trim()
  const candidates = [typed, /^[^\s@]+@[^\s@]+$/.test(typed) ? `mailto:${typed}` : `https://${typed}`]
  return candidates.find((each) => isLinkUrl(each) && (each === typed || each.includes("."))) ?? null
}
