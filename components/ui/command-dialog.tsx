"use client"

import { Command } from "cmdk"
import { Search } from "lucide-react"
import { Dialog as Primitive } from "radix-ui"
import type { ReactNode } from "react"
import { useDialogFocus } from "./dialog-focus"

type CommandDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  label: string
  placeholder: string
  empty: ReactNode
  children: ReactNode
}

/** A window in which one types what one wants: a list that narrows with each letter; arrows choose, Enter does it. */
export function CommandDialog({ open, onOpenChange, label, placeholder, empty, children }: CommandDialogProps) {
  const { onOpenAutoFocus, onCloseAutoFocus } = useDialogFocus()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="desk-fade fixed inset-0 z-40 bg-black/45" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={onCloseAutoFocus}
          className="desk-pop fixed inset-x-3 top-3 z-50 mx-auto max-w-xl overflow-clip rounded-xl border border-line bg-surface shadow-raised sm:top-[14dvh]"
        >
          <Primitive.Title className="sr-only">{label}</Primitive.Title>
          <Command label={label} loop>
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
              <Command.Input
                placeholder={placeholder}
                className="h-13 min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-ink-faint"
              />
            </div>
            <Command.List
              tabIndex={-1}
              className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint [&_[cmdk-group-heading]]:text-xs"
            >
              <Command.Empty className="px-4 py-8 text-center text-ink-soft text-sm">{empty}</Command.Empty>
              {children}
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export function CommandGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return <Command.Group heading={heading}>{children}</Command.Group>
}

type CommandItemProps = {
  /** What tells it from others, and is found by. */
  value: string
  keywords?: string[]
  onSelect: () => void
  children: ReactNode
}

export function CommandItem({ value, keywords = [], onSelect, children }: CommandItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={onSelect}
      className="flex min-h-11 cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 text-ink text-sm data-[selected=true]:bg-sunken sm:min-h-9 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint"
    >
      {children}
    </Command.Item>
  )
}
