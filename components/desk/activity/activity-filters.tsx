import { Download } from "lucide-react"
import Form from "next/form"
import Link from "next/link"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import type { AuditQuery } from "@/lib/audit/read-audit-log"
import { paths } from "@/lib/paths"
import { eventTypeOf, toEventTypes } from "./describe-event"

export type FilterChoices = { people: { key: string; name: string }[]; kinds: string[] }
type ActivityFiltersProps = { blogId: string; filter: Omit<AuditQuery, "before">; choices: FilterChoices }

/** Which part of the log one sees, and the same part to take away. */
export function ActivityFilters({ blogId, filter, choices }: ActivityFiltersProps) {
  const isFiltered = Object.values(filter).some(Boolean)
  return (
    <div className="mb-4 grid gap-3">
      <Form
        action={paths.deskActivity(blogId)}
        className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto_auto] lg:max-w-4xl"
      >
        <Field label="Person">
          {(control) => (
            <Select {...control} name="person" defaultValue={filter.person ?? ""}>
              <option value="">Everybody</option>
              {choices.people.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="What was done">
          {(control) => (
            <Select {...control} name="kind" defaultValue={filter.kind ?? ""}>
              <option value="">Everything</option>
              {toEventTypes(choices.kinds).map(({ sort, label, kinds }) => (
                <optgroup key={sort} label={label}>
                  <option value={sort}>{`${label}: all`}</option>
                  {kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {eventTypeOf(kind)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Day">
          {(control) => <Input {...control} type="date" name="day" defaultValue={filter.day ?? ""} />}
        </Field>
        <Button type="submit">Show</Button>
      </Form>
      <p className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
        {isFiltered && (
          <Button asChild size="small" variant="ghost">
            <Link href={paths.deskActivity(blogId)}>Show everything</Link>
          </Button>
        )}
        <Button asChild size="small">
          <a href={paths.deskActivityExport(blogId, { ...filter, format: "csv" })} download>
            <Download aria-hidden />
            Export as CSV
          </a>
        </Button>
        <Button asChild size="small">
          <a href={paths.deskActivityExport(blogId, { ...filter, format: "jsonl" })} download>
            <Download aria-hidden />
            Export as JSON Lines
          </a>
        </Button>
      </p>
    </div>
  )
}
