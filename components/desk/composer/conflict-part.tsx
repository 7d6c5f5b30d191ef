import { ChangedText } from "@/components/desk/history/changed-text"
import type { Block } from "@/lib/content/document"
import type { MergePart, Side } from "@/lib/content/merge-documents"
import { ConflictChoice } from "./conflict-choice"

type ConflictPartProps = {
  part: MergePart
  number: number
  language: string
  side: Side | null
  undecided: boolean
  onChoose: (side: Side) => void
}

const BY = { nobody: null, mine: "Yours", theirs: "Theirs" } as const

/** One stretch of the merged text: settled, with whose change it is, or to be chosen. */
export function ConflictPart({ part, number, language, side, undecided, onChoose }: ConflictPartProps) {
  const changed = (blocks: Block[]) =>
    blocks.length === 0 && part.base.length === 0 ? null : (
      <ChangedText before={toDocument(part.base)} after={toDocument(blocks)} language={language} />
    )
  if (part.kind === "settled") {
    const by = BY[part.by]
    return (
      <div className={by ? "rounded-md bg-sunken p-3" : "px-3 opacity-80"}>
        {by && <p className="mb-1.5 font-semibold text-ink-soft text-meta">{by}, taken</p>}
        {changed(part.blocks)}
      </div>
    )
  }
  return (
    <ConflictChoice
      name={`Place ${number}, changed by both of you`}
      side={side}
      undecided={undecided}
      both={part.mine.length > 0 && part.theirs.length > 0}
      mine={changed(part.mine)}
      theirs={changed(part.theirs)}
      onChoose={onChoose}
    />
  )
}

function toDocument(content: Block[]) {
  return { type: "doc" as const, content }
}
