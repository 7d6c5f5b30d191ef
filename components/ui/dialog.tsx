"use client"

import { X } from "lucide-react"
import { Dialog as Primitive } from "radix-ui"
import type { ReactNode } from "react"
import { Button } from "./button"
import { cx } from "./cx"
import { useDialogFocus } from "./dialog-focus"

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  /** For what would be long in one column. */
  wide?: boolean
  children: ReactNode
}

/** A window over the page: a sheet from below on the phone, centred elsewhere. Focus begins in its first field. */
export function Dialog({ open, onOpenChange, title, description, wide = false, children }: DialogProps) {
  const focus = useDialogFocus()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="desk-fade fixed inset-0 z-40 bg-black/45" />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          {...focus}
          className={cx(
            "desk-rise fixed inset-x-0 bottom-0 z-50 max-h-[90dvh] overflow-y-auto rounded-t-2xl border border-line bg-surface p-5 shadow-raised sm:inset-x-4 sm:top-[14dvh] sm:bottom-auto sm:max-h-[80dvh] sm:mx-auto sm:rounded-xl",
            wide ? "sm:max-w-2xl" : "sm:max-w-md",
          )}
        >
          <div className="mb-4 pr-10">
            <Primitive.Title className="font-semibold text-ink text-lg leading-snug">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="mt-1 text-ink-soft text-sm">{description}</Primitive.Description>
            )}
          </div>
          {children}
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Close" className="absolute top-3.5 right-3.5">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** The row of buttons at a dialog's end; the main one first on the phone, last elsewhere. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>
}
