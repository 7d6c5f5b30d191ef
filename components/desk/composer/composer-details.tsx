"use client"

import { Hash, UserPen } from "lucide-react"
import { useRef, useState } from "react"
import { Portrait } from "@/components/post/byline"
import { type Chip, ChipsField } from "@/components/ui/chips-field"
import { LIMITS } from "@/lib/content/content-limits"
import { cutText } from "@/lib/cut-text"
import type { Author } from "@/lib/protocol/delta"
import { canBeTag } from "@/lib/reader-paths"
import { CorrectionField } from "./correction-field"
import type { PostMetadata } from "./draft"
import { fetchSuggestions, type Suggestions } from "./fetch-offers"
import type { FieldMarks } from "./field-marks"

/** The tags with one more, unless it is there already, in letters of whatever size; `#` and spaces around it go. */
export function addTag(tags: string[], typed: string): string[] {
  const tag = cutText(
    typed.normalize("NFC").replaceAll(/\s+/g, " ").trim().replace(/^#+/, "").trim(),
    LIMITS.tagCharacters,
  )
  const isThere = tags.some((each) => each.toLocaleLowerCase("en") === tag.toLocaleLowerCase("en"))
  return !canBeTag(tag) || isThere || tags.length >= LIMITS.tags ? tags : [...tags, tag]
}

/** The authors with one of them at another place. */
export function moveAuthor(authors: Author[], name: string, to: number): Author[] {
  const moved = authors.find((each) => each.name === name)
  if (!moved) return authors
  return authors.filter((each) => each !== moved).toSpliced(to, 0, moved)
}

type ComposerDetailsProps = {
  blogId: string
  marks: PostMetadata
  /** Who it is by when nobody is named. */
  fallback: Author[]
  /** Whether readers have seen the post, so that something in it can be corrected. */
  correctable: boolean
  errors: FieldMarks
  onMarks: (part: Partial<PostMetadata>) => void
}

/** What belongs to a post besides its words: tags, bylines, and what was corrected in it. */
export function ComposerDetails({ blogId, marks, fallback, correctable, errors, onMarks }: ComposerDetailsProps) {
  const [offers, setOffers] = useState<Suggestions>({ tags: [], bylines: [] })
  const asked = useRef(false)
  const load = async () => {
    if (asked.current) return
    asked.current = true
    const found = await fetchSuggestions(blogId)
    if (found) setOffers(found)
    else asked.current = false
  }
  const authors = marks.authors.length > 0 ? marks.authors : fallback
  const knownAuthor = (name: string): Author =>
    offers.bylines.find((each) => each.name.toLocaleLowerCase() === name.toLocaleLowerCase()) ?? { name, picture: null }
  return (
    <>
      <div className="grid border-line border-t sm:grid-cols-2 sm:divide-x sm:divide-line max-sm:divide-y max-sm:divide-line">
        <ChipsField
          label="Tags"
          icon={<Hash />}
          placeholder="Add tags"
          chips={marks.tags.map((label) => ({ label }))}
          suggestions={offers.tags.map((label) => ({ label }))}
          most={LIMITS.tags}
          maxLength={LIMITS.tagCharacters}
          error={errors.tags}
          onFocus={load}
          onAdd={(tag) => onMarks({ tags: addTag(marks.tags, tag) })}
          onRemove={(tag) => onMarks({ tags: marks.tags.filter((each) => each !== tag) })}
        />
        <ChipsField
          label="Byline"
          icon={<UserPen />}
          placeholder="Add author"
          chips={authors.map(toChip)}
          suggestions={offers.bylines.map(toChip)}
          most={LIMITS.authors}
          maxLength={120}
          error={errors.authors}
          onFocus={load}
          onAdd={(name) => {
            if (!authors.some((each) => each.name === name)) onMarks({ authors: [...authors, knownAuthor(name)] })
          }}
          onRemove={(name) => onMarks({ authors: authors.filter((each) => each.name !== name) })}
          onMove={(name, to) => onMarks({ authors: moveAuthor(authors, name, to) })}
        />
      </div>
      {correctable && (
        <CorrectionField
          value={marks.correction}
          error={errors.correction}
          onChange={(correction) => onMarks({ correction })}
        />
      )}
    </>
  )
}

function toChip({ name, picture }: Author): Chip {
  return { label: name, ...(picture ? { picture: <Portrait picture={picture} /> } : {}) }
}
