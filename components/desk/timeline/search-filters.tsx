"use client"

import { ListFilter } from "lucide-react"
import { type SyntheticEvent, useEffect, useId, useState } from "react"
import { textOf } from "@/components/desk/forms/use-form"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Popover } from "@/components/ui/popover"
import { paths } from "@/lib/paths"
import type { TimelineSearch } from "./search-state"

type Choices = { authors: string[]; tags: string[] }
type SearchFiltersProps = { blogId: string; search: TimelineSearch; onSearch: (part: Partial<TimelineSearch>) => void }

/** The filters that are needed less often: author, tag, days. */
export function SearchFilters({ blogId, search, onSearch }: SearchFiltersProps) {
  const [open, setOpen] = useState(false)
  const choices = useChoices(blogId, open)
  const id = useId()
  const active = [search.author, search.tag, search.from || search.to].filter((each) => each !== "").length

  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const [from, to] = [textOf(data, "from"), textOf(data, "to")]
    const [first, last] = from && to && from > to ? [to, from] : [from, to]
    setOpen(false)
    onSearch({ author: textOf(data, "author").trim(), tag: bare(textOf(data, "tag")), from: first, to: last })
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Filters"
      trigger={
        <Button data-filters aria-label={active > 0 ? `Filters (${active} set)` : "Filters"}>
          <ListFilter aria-hidden />
          <span className="max-sm:sr-only">Filters</span>
          {active > 0 && (
            <span className="grid size-5 place-items-center rounded-full bg-accent text-on-accent text-xs">
              {active}
            </span>
          )}
        </Button>
      }
    >
      <form onSubmit={submit} className="grid gap-3.5">
        <Field label="Author">
          {(control) => (
            <Input {...control} name="author" list={`${id}-authors`} defaultValue={search.author} autoComplete="off" />
          )}
        </Field>
        <Field label="Tag">
          {(control) => (
            <Input {...control} name="tag" list={`${id}-tags`} defaultValue={search.tag} autoComplete="off" />
          )}
        </Field>
        <div className="grid gap-3.5 sm:grid-cols-2 sm:gap-3">
          <Field label="From">
            {(control) => <Input {...control} name="from" type="date" defaultValue={search.from} />}
          </Field>
          <Field label="To">{(control) => <Input {...control} name="to" type="date" defaultValue={search.to} />}</Field>
        </div>
        <p className="text-ink-faint text-meta">Days in the blog’s time zone.</p>
        <div className="flex justify-end gap-2">
          <Button
            variant="ghost"
            onClick={() => {
              setOpen(false)
              onSearch({ author: "", tag: "", from: "", to: "" })
            }}
          >
            Clear
          </Button>
          <Button type="submit" variant="primary">
            Show
          </Button>
        </div>
        <Suggestions id={`${id}-authors`} words={choices.authors} />
        <Suggestions id={`${id}-tags`} words={choices.tags} />
      </form>
    </Popover>
  )
}

function Suggestions({ id, words }: { id: string; words: string[] }) {
  return (
    <datalist id={id}>
      {words.map((word) => (
        <option key={word} value={word} />
      ))}
    </datalist>
  )
}

/** The names and tags of this blog, read when they are needed. Without them one can still type. */
function useChoices(blogId: string, wanted: boolean): Choices {
  const [choices, setChoices] = useState<Choices>({ authors: [], tags: [] })
  useEffect(() => {
    if (!wanted) return
    const abort = new AbortController()
    const read = async () => {
      const response = await fetch(paths.deskSearchChoices(blogId), { cache: "no-store", signal: abort.signal })
      if (response.ok) setChoices((await response.json()) as Choices)
    }
    read().catch(() => {})
    return () => abort.abort()
  }, [blogId, wanted])
  return choices
}

function bare(tag: string): string {
  return tag.trim().replace(/^#+/, "")
}
