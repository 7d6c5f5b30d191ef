"use client"

import { Popover as Primitive } from "radix-ui"
import type { ReactNode } from "react"

type PopoverProps = {
  trigger: ReactNode
  label: string
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Which edge of its button it keeps to. */
  align?: "start" | "end"
  children: ReactNode
}

/** A small panel beside its button. Focus goes into it and returns; Escape and a click elsewhere close it. */
export function Popover({ trigger, label, open, onOpenChange, align = "end", children }: PopoverProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="desk-pop z-40 max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-xl border border-line bg-surface p-4 shadow-raised sm:w-96"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
