"use client"

import { DropdownMenu as Primitive } from "radix-ui"
import type { ReactNode } from "react"
import { cx } from "./cx"

type DropdownMenuProps = { trigger: ReactNode; label: string; align?: "start" | "end"; children: ReactNode }

export function DropdownMenu({ trigger, label, align = "end", children }: DropdownMenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="desk-pop z-50 min-w-52 rounded-lg border border-line bg-surface p-1 shadow-raised"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

const ITEM =
  "flex min-h-11 w-full select-none items-center gap-2.5 rounded-md px-2.5 text-left text-ink text-sm outline-none " +
  "data-highlighted:bg-sunken sm:min-h-9 [&_svg]:size-4 [&_svg]:text-ink-faint"

type ItemProps = { onSelect?: () => void; asChild?: boolean; danger?: boolean; disabled?: boolean; children: ReactNode }

export function DropdownMenuItem({ danger, onSelect, asChild, disabled, children }: ItemProps) {
  return (
    <Primitive.Item
      className={cx(ITEM, danger && "text-danger [&_svg]:text-danger")}
      onSelect={onSelect}
      asChild={asChild}
      disabled={disabled}
    >
      {children}
    </Primitive.Item>
  )
}

export function DropdownMenuNote({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2.5 py-2 text-ink-faint text-meta">{children}</Primitive.Label>
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />
}
