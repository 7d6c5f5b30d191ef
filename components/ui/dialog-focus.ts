"use client"

import { type KeyboardEvent, useRef } from "react"

const FIELDS = "input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), textarea, select"

/** Where the focus goes as a dialog opens and closes: into its first field, and back to where it was. */
export function useDialogFocus() {
  const before = useRef<HTMLElement | null>(null)
  return {
    onOpenAutoFocus: (event: Event) => {
      const { activeElement } = document
      before.current = activeElement instanceof HTMLElement ? activeElement : null
      const dialog = event.currentTarget
      if (!(dialog instanceof HTMLElement)) return
      event.preventDefault()
      const chosen = dialog.querySelector<HTMLElement>("[data-autofocus]:enabled")
      const fields = [...dialog.querySelectorAll<HTMLElement>(FIELDS)]
      const target = chosen ?? fields.find((field) => !field.matches(":disabled")) ?? dialog
      target.focus()
      if (target instanceof HTMLInputElement) target.select()
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      const isFree = document.activeElement === document.body || document.activeElement === null
      // What closed the dialog may have moved the focus on already.
      if (isFree && before.current?.isConnected) before.current.focus({ preventScroll: true })
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return
      event.stopPropagation()
      event.target.closest("form")?.requestSubmit()
    },
  }
}
