"use client"

import { useEffect, useMemo, useRef, useState } from "react"
import { DeskTime } from "@/components/desk/desk-time"
import { withPlaces } from "@/components/desk/history/with-places"
import { Button } from "@/components/ui/button"
import type { Side } from "@/lib/content/merge-documents"
import { paths } from "@/lib/paths"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { ConflictChoice } from "./conflict-choice"
import { ConflictPart } from "./conflict-part"
import { type Draft, toDraft } from "./draft"
import { applyDraftChoices, mergeDrafts } from "./merge-drafts"

export type ConflictResolverProps = {
  theirs: DeskPost
  mine: Draft
  /** What both started from. */
  base: Draft
  /** Who saved it, if known. */
  by: string | null
  blog: { timeZone: string; language: string }
  /** True while the editor writes elsewhere: then the focus stays there. */
  isBusy: () => boolean
  onUse: (words: Draft) => void
  onKeepMine: () => void
  onTakeTheirs: () => void
}

const FIELDS: Record<string, string> = { title: "Title", authors: "By", correction: "Correction" }

/**
 * The text somebody else saved meanwhile against one's own, place by place. What only one of both changed is taken; where
 * both did, the editor chooses. What comes of it goes to the composer, to be looked over and saved.
 */
export function ConflictResolver({
  theirs,
  mine,
  base,
  by,
  blog,
  isBusy,
  onUse,
  onKeepMine,
  onTakeTheirs,
}: ConflictResolverProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const root = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, as it appears
  useEffect(() => {
    if (!isBusy()) heading.current?.focus()
  }, [])
  const merge = useMemo(() => mergeDrafts(base, mine, toDraft(theirs)), [base, mine, theirs])
  const open = merge.parts.flatMap((part) => (part.kind === "open" ? [part] : []))
  const [chosen, setChosen] = useState<{ fields: (Side | null)[]; parts: (Side | null)[] }>(() => ({
    fields: merge.fields.map(() => null),
    parts: open.map(({ suggested }) => suggested),
  }))
  const [asked, setAsked] = useState(false)
  const left = [...chosen.fields, ...chosen.parts].filter((side) => side === null).length
  const places = chosen.fields.length + chosen.parts.length

  const choose = (list: "fields" | "parts", index: number, side: Side) =>
    setChosen((before) => ({ ...before, [list]: before[list].map((each, place) => (place === index ? side : each)) }))
  const use = () => {
    const fields = chosen.fields.flatMap((side) => side ?? [])
    const parts = chosen.parts.flatMap((side) => side ?? [])
    if (left > 0) {
      setAsked(true)
      root.current?.querySelector<HTMLElement>("[data-undecided] input")?.focus()
      return
    }
    onUse(applyDraftChoices(merge, { mine, theirs }, { fields, parts }))
  }
  return (
    <section ref={root} aria-labelledby="conflict-title" className="border-warn/40 border-t bg-warn-soft p-4">
      <h3 id="conflict-title" ref={heading} tabIndex={-1} className="font-semibold text-sm text-warn">
        {by ?? "A colleague"} saved a newer text at{" "}
        <DeskTime iso={theirs.savedAt} timeZone={blog.timeZone} today={theirs.savedAt} />
      </h3>
      <p className="mt-1 max-w-prose text-meta text-warn">
        {places === 0
          ? "You changed different places, so we merged both. Check the result, then save it."
          : "We merged what we could. Choose for the rest; nothing is saved yet."}{" "}
        <a
          href={paths.deskHistory(theirs.blogId, theirs.id)}
          target="_blank"
          rel="noreferrer"
          className="font-medium underline underline-offset-2"
        >
          See its history
          <span className="sr-only"> in a new tab</span>
        </a>
      </p>
      <div className="mt-4 grid gap-3 rounded-md border border-warn/30 bg-surface p-3 sm:p-4">
        {merge.fields.map(({ name, mine: my, theirs: their }, index) => (
          <ConflictChoice
            key={name}
            name={FIELDS[name] ?? name}
            side={chosen.fields[index] ?? null}
            undecided={asked && chosen.fields[index] === null}
            onChoose={(side) => choose("fields", index, side)}
            mine={<p className="text-ink">{my || "Empty"}</p>}
            theirs={<p className="text-ink">{their || "Empty"}</p>}
          />
        ))}
        {withPlaces(merge.parts).map(({ key, item }) => {
          const index = item.kind === "open" ? open.indexOf(item) : -1
          return (
            <ConflictPart
              key={key}
              part={item}
              number={index + 1}
              language={blog.language}
              side={chosen.parts[index] ?? null}
              undecided={asked && chosen.parts[index] === null}
              onChoose={(side) => choose("parts", index, side)}
            />
          )
        })}
      </div>
      <p role="status" className="mt-3 text-meta text-warn">
        {left > 0 && asked ? `${left === 1 ? "One place is" : `${left} places are`} left to choose.` : ""}
      </p>
      <div className="mt-1 flex flex-wrap gap-2">
        <Button size="small" variant="primary" onClick={use}>
          Merge
        </Button>
        <Button size="small" onClick={onKeepMine}>
          Use mine
        </Button>
        <Button size="small" onClick={onTakeTheirs}>
          Use theirs
        </Button>
      </div>
    </section>
  )
}
