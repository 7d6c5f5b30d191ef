import { PencilLine } from "lucide-react"
import { cx } from "@/components/ui/cx"
import type { Collaborator } from "@/lib/collaboration/types"
import { firstCharacter } from "@/lib/cut-text"

const MAX_SHOWN = 4

/** Who else is at this desk: initials for a glance, names and what they do for whoever points at them or listens. */
export function PresenceAvatars({ people }: { people: Collaborator[] }) {
  if (people.length === 0) return null
  const shown = people.slice(0, MAX_SHOWN)
  const others = people.slice(MAX_SHOWN)
  return (
    <ul aria-label="Also at this desk" className="flex items-center -space-x-1.5">
      {shown.map((person) => (
        <Face key={person.id} letters={initials(person.name)} title={activityOf(person)} busy={isBusy(person)} />
      ))}
      {others.length > 0 && (
        <Face letters={`+${others.length}`} title={others.map(activityOf).join("; ")} busy={others.some(isBusy)} />
      )}
    </ul>
  )
}

function Face({ letters, title, busy }: { letters: string; title: string; busy: boolean }) {
  return (
    <li
      title={title}
      className={cx(
        "grid size-8 place-items-center rounded-full border-2 border-page font-semibold text-xs",
        busy ? "bg-accent-soft text-accent-strong" : "bg-sunken text-ink-soft",
      )}
    >
      <span aria-hidden>{letters}</span>
      <span className="sr-only">{title}</span>
    </li>
  )
}

/** “Ben is writing a post”, below the composer of new ones. */
export function WritingNow({ people }: { people: Collaborator[] }) {
  const writers = people.filter(({ writing }) => writing)
  // The room is kept, so that nothing moves when somebody begins to write.
  return (
    <p className="mt-1.5 flex min-h-5 items-center gap-1.5 px-1 text-ink-faint text-meta">
      {writers.length > 0 && (
        <>
          <PencilLine aria-hidden className="size-3.5 shrink-0" />
          {`${listNames(writers)} writing a post`}
        </>
      )}
    </p>
  )
}

/** “Ana is editing this”: told, not forbidden. Whoever saves second is shown both texts. */
export function EditedBy({ people, postId, also = false }: { people: Collaborator[]; postId: string; also?: boolean }) {
  const editors = people.filter(({ editing }) => editing.includes(postId))
  if (editors.length === 0) return null
  return (
    <p className="flex items-center gap-1.5 -mb-2.5 rounded-t-xl bg-accent-soft px-4 pt-1.5 pb-4 text-accent-strong text-meta">
      <PencilLine aria-hidden className="size-3.5 shrink-0" />
      <span>{`${listNames(editors)} editing this${also ? " too" : ""}`}</span>
    </p>
  )
}

/** "Ana and Ben are". */
function listNames(people: Collaborator[]): string {
  const names = people.map(({ name }) => name)
  if (names.length === 1) return `${names[0]} is`
  if (names.length > 3) return `${names.slice(0, 2).join(", ")} and ${names.length - 2} others are`
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are`
}

function activityOf({ name, writing, editing }: Collaborator): string {
  if (writing) return `${name}, writing a post`
  return editing.length > 0 ? `${name}, editing` : name
}

function isBusy({ writing, editing }: Collaborator): boolean {
  return writing || editing.length > 0
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => firstCharacter(word ?? "").toUpperCase()).join("")
}
