"use client"

import { ArrowDown, ArrowUp, ChevronDown, GripVertical, Pin, PinOff } from "lucide-react"
import { type DragEvent, type ReactNode, useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Failure, Result } from "@/components/desk/forms/result"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { excerpt } from "@/lib/content/written-text"
import type { DeskPost } from "@/lib/posts/post-schemas"

type PinBoardProps = {
  pins: DeskPost[]
  onOrder: (postIds: string[]) => Promise<Result<DeskPost[]>>
  onUnpin: (post: DeskPost) => Promise<Result<DeskPost>>
}

/** The pinned posts in the order that readers see, to be put in another. */
export function PinBoard({ pins, onOrder, onUnpin }: PinBoardProps) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)

  const run = async (call: () => Promise<Result<unknown>>) => {
    setBusy(true)
    setFailure(null)
    const result = await call()
    setBusy(false)
    if (!result.ok) setFailure(result.error)
  }
  const move = (id: string, to: number) => {
    const others = pins.map((post) => post.id).filter((each) => each !== id)
    void run(() => onOrder(others.toSpliced(to, 0, id)))
  }
  const drop = (event: DragEvent, at: number) => {
    event.preventDefault()
    if (dragged && pins[at]?.id !== dragged) move(dragged, at)
    setDragged(null)
    setOver(null)
  }
  return (
    <section aria-label="Pinned" className="mt-1.5">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 w-full items-center gap-2 rounded-md px-1.5 text-left text-sm hover:bg-sunken sm:min-h-8"
      >
        <Pin aria-hidden className="size-3.5 shrink-0 fill-current text-accent" />
        <span className="shrink-0 font-semibold text-ink">{`Pinned (${pins.length})`}</span>
        <span className="min-w-0 flex-1 truncate text-ink-soft">{pins[0] && nameOf(pins[0])}</span>
        <ChevronDown aria-hidden className={cx("size-4 shrink-0 text-ink-faint", open && "rotate-180")} />
      </button>
      {open && (
        <>
          <p className="px-1.5 pb-1 text-ink-faint text-sm">
            Readers see the first one open, the others as a line each.
          </p>
          <ol aria-busy={busy} className="divide-y divide-line rounded-xl border border-line bg-surface">
            {pins.map((post, at) => {
              const name = nameOf(post)
              return (
                <li
                  key={post.id}
                  draggable={pins.length > 1 && !busy}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = "move"
                    event.dataTransfer.setData("text/plain", name)
                    setDragged(post.id)
                  }}
                  onDragEnd={() => setDragged(null)}
                  onDragOver={(event) => {
                    if (!dragged) return
                    event.preventDefault()
                    setOver(post.id)
                  }}
                  onDrop={(event) => drop(event, at)}
                  className={cx(
                    "flex items-center gap-1 py-1 pr-1.5 pl-2",
                    dragged === post.id && "opacity-50",
                    dragged && over === post.id && "bg-accent-soft",
                  )}
                >
                  <GripVertical
                    aria-hidden
                    className={cx("size-4 shrink-0 text-ink-faint", pins.length > 1 ? "cursor-grab" : "invisible")}
                  />
                  <span className="min-w-0 flex-1 truncate text-ink text-sm">{name}</span>
                  <MoveButton
                    label={`Move up: ${name}`}
                    disabled={busy || at === 0}
                    onClick={() => move(post.id, at - 1)}
                  >
                    <ArrowUp aria-hidden />
                  </MoveButton>
                  <MoveButton
                    label={`Move down: ${name}`}
                    disabled={busy || at === pins.length - 1}
                    onClick={() => move(post.id, at + 1)}
                  >
                    <ArrowDown aria-hidden />
                  </MoveButton>
                  <MoveButton label={`Unpin: ${name}`} disabled={busy} onClick={() => run(() => onUnpin(post))}>
                    <PinOff aria-hidden />
                  </MoveButton>
                </li>
              )
            })}
          </ol>
        </>
      )}
      {failure && (
        <div className="mt-2">
          <FailureNotice failure={failure} />
        </div>
      )}
    </section>
  )
}

function nameOf(post: DeskPost): string {
  return post.title || excerpt(post.content, 80) || "Post"
}

type MoveButtonProps = { label: string; disabled: boolean; onClick: () => void; children: ReactNode }

// Says that it is off and keeps the focus: who moves a pin to the end by keyboard is not thrown back to the page's start.
function MoveButton({ label, disabled, onClick, children }: MoveButtonProps) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={label}
      title={label}
      aria-disabled={disabled || undefined}
      onClick={() => !disabled && onClick()}
      className="aria-disabled:opacity-40"
    >
      {children}
    </Button>
  )
}
