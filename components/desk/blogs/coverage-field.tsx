import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { fromLocalTime, toLocalTime } from "@/lib/i18n/zoned-time"

type Props = { coverageAt: string | null; timeZone: string; error: string | undefined }

/** When coverage is planned to start, on the clocks of the blog's time zone. */
export function CoverageField({ coverageAt, timeZone, error }: Props) {
  return (
    <Field
      label="Coverage starts (optional)"
      hint={`Shown as “Starts at …” until your first post. Time in ${timeZone.replaceAll("_", " ")}.`}
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          type="datetime-local"
          name="coverageAt"
          defaultValue={coverageAt ? toText(coverageAt, timeZone) : ""}
        />
      )}
    </Field>
  )
}

/** The moment that was typed; null: none. What is no moment goes to the server as it is, which says what is wrong. */
export function readCoverage(text: string, timeZone: string): string | null {
  if (text === "") return null
  const [day = "", clock = ""] = text.split("T")
  return fromLocalTime({ day, clock: clock.slice(0, 5) }, timeZone)[0]?.toISOString() ?? text
}

function toText(iso: string, timeZone: string): string {
  const { day, clock } = toLocalTime(new Date(iso), timeZone)
  return `${day}T${clock}`
}
