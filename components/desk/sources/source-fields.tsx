import { Checkbox, RadioChoice } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { Textarea } from "@/components/ui/textarea"
import type { SourceKind, SourceSettings } from "@/lib/receivers/source-schemas"
import { textOf } from "../forms/use-form"
import { KIND_TEXTS } from "./kinds"

export const SOURCE_FIELDS = [
  "name",
  "botToken",
  "signingSecret",
  "settings.places",
  "settings.byline",
  "settings.bylines",
] as const
type FieldErrors = Partial<Record<(typeof SOURCE_FIELDS)[number], string>>

type SourceFieldsProps = {
  kind: SourceKind
  /** Null for a new source. */
  known: { name: string; settings: SourceSettings } | null
  errors: FieldErrors
}

/** The fields of a source, new or known. A known secret is never shown; an empty field keeps it. */
export function SourceFields({ kind, known, errors }: SourceFieldsProps) {
  const { secrets, places } = KIND_TEXTS[kind]
  const settings = known?.settings
  return (
    <>
      <Field label="Name" hint="What your team calls it, as in “Reporters in the field”." error={errors.name}>
        {(control) => (
          <Input {...control} name="name" defaultValue={known?.name} autoComplete="off" maxLength={120} required />
        )}
      </Field>
      {secrets.map(({ name, label, hint, optional }) => (
        <Field
          key={name}
          label={`${label}${optional ? " (optional)" : ""}`}
          hint={known ? "Leave empty to keep the current one." : hint}
          error={SOURCE_FIELDS.flatMap((each) => (each === name ? (errors[each] ?? []) : []))[0]}
        >
          {(control) => <Input {...control} name={`secret.${name}`} autoComplete="off" spellCheck={false} />}
        </Field>
      ))}
      {places && (
        <Field label={places.label} hint={places.hint} error={errors["settings.places"]}>
          {(control) => <Textarea {...control} name="places" rows={2} defaultValue={settings?.places.join("\n")} />}
        </Field>
      )}
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium text-ink text-sm">Where posts go</legend>
        <RadioChoice
          name="delivery"
          value="queue"
          defaultChecked={settings?.delivery !== "publish"}
          label="Approval queue"
          hint="An editor publishes each post."
        />
        <RadioChoice
          name="delivery"
          value="publish"
          defaultChecked={settings?.delivery === "publish"}
          label="Straight to readers"
          hint="Published as they arrive. Pictures without alt text still wait for approval."
        />
      </fieldset>
      <Field label="Byline (optional)" hint="Empty: each sender's own name." error={errors["settings.byline"]}>
        {(control) => <Input {...control} name="byline" defaultValue={settings?.byline} maxLength={120} />}
      </Field>
      {places && (
        <Field
          label="Bylines by sender (optional)"
          hint="One per line: sender's ID = byline, as in 4711 = Ann Ivanova"
          error={errors["settings.bylines"]}
        >
          {(control) => (
            <Textarea
              {...control}
              name="bylines"
              rows={2}
              defaultValue={settings ? writeBylines(settings.bylines) : ""}
            />
          )}
        </Field>
      )}
      {kind === "slack" && <SlackFields settings={settings} />}
      {kind === "webhook" && <WebhookFields settings={settings} />}
    </>
  )
}

const REACTIONS = [
  {
    name: "publish",
    label: "Emoji that publishes (optional)",
    hint: "Anyone in the channel can use it. As in white_check_mark",
  },
  { name: "keyEvent", label: "Emoji for a key event (optional)", hint: "As in star" },
  { name: "hold", label: "Emoji that holds back (optional)", hint: "Makes the post a draft. As in no_entry" },
] as const

function SlackFields({ settings }: { settings: SourceSettings | undefined }) {
  return (
    <>
      {REACTIONS.map(({ name, label, hint }) => (
        <Field key={name} label={label} hint={hint}>
          {(control) => (
            <Input {...control} name={`reaction.${name}`} defaultValue={settings?.reactions[name]} maxLength={60} />
          )}
        </Field>
      ))}
      <Field label="Replies in a thread">
        {(control) => (
          <Select {...control} name="threads" defaultValue={settings?.threads ?? "join"}>
            <option value="join">Become part of the post</option>
            <option value="separate">Become posts of their own</option>
          </Select>
        )}
      </Field>
      <Checkbox name="allowBots" defaultChecked={settings?.allowBots} label="Take messages of bots, too" />
    </>
  )
}

const PATHS = ["id", "title", "text", "author", "revision", "deleted", "picture"] as const

function WebhookFields({ settings }: { settings: SourceSettings | undefined }) {
  return (
    <fieldset className="grid grid-cols-2 gap-3">
      <legend className="mb-1.5 font-medium text-ink text-sm">Where the values are (optional)</legend>
      <p className="col-span-2 text-ink-faint text-meta">
        Paths in the JSON, as in data.headline. Empty: the same name.
      </p>
      {PATHS.map((name) => (
        <Field key={name} label={name}>
          {(control) => (
            <Input {...control} name={`path.${name}`} defaultValue={settings?.fields[name]} spellCheck={false} />
          )}
        </Field>
      ))}
    </fieldset>
  )
}

/** The settings that the form shows, over those that it does not. */
export function readSettings(data: FormData, kind: SourceKind, known: SourceSettings | undefined) {
  return {
    ...known,
    ...(kind === "slack" ? readSlackSettings(data) : {}),
    ...(kind === "webhook" ? { fields: readNamed(data, "path", PATHS) } : {}),
    delivery: textOf(data, "delivery") === "publish" ? ("publish" as const) : ("queue" as const),
    places: textOf(data, "places")
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter(Boolean),
    byline: textOf(data, "byline"),
    bylines: readBylines(textOf(data, "bylines")),
  }
}

export function readSecrets(data: FormData, kind: SourceKind): Record<string, string> {
  return Object.fromEntries(KIND_TEXTS[kind].secrets.map(({ name }) => [name, textOf(data, `secret.${name}`).trim()]))
}

function readSlackSettings(data: FormData) {
  return {
    reactions: readNamed(data, "reaction", ["publish", "keyEvent", "hold"]),
    threads: textOf(data, "threads") === "separate" ? ("separate" as const) : ("join" as const),
    allowBots: data.has("allowBots"),
  }
}

function readNamed<Name extends string>(data: FormData, prefix: string, names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, textOf(data, `${prefix}.${name}`).trim()])) as Record<
    Name,
    string
  >
}

function readBylines(text: string): Record<string, string> {
  const pairs = text.split("\n").flatMap((line) => {
    const [id = "", ...name] = line.split("=")
    return id.trim() && name.length > 0 ? [[id.trim(), name.join("=").trim()] as const] : []
  })
  return Object.fromEntries(pairs)
}

function writeBylines(bylines: Record<string, string>): string {
  return Object.entries(bylines)
    .map(([id, name]) => `${id} = ${name}`)
    .join("\n")
}
