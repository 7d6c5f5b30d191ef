import { useState } from "react"
import { BusyButton, Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { LIMITS } from "@/lib/content/content-limits"
import { canBeTag } from "@/lib/reader-paths"

type TagDialogProps = {
  /** Which of both is asked; null: closed. */
  kind: "tag" | "untag" | null
  /** Tags of the chosen posts. */
  tags: string[]
  busy: boolean
  onClose: () => void
  onTag: (tag: string) => void
}

/** Asks for the tag that all chosen posts get or lose. */
export function TagDialog({ kind, tags, busy, onClose, onTag }: TagDialogProps) {
  const [error, setError] = useState<string | undefined>()
  const send = (data: FormData) => {
    const tag = String(data.get("tag") ?? "").trim()
    setError(canBeTag(tag) ? undefined : "A tag needs a letter or a number.")
    if (tag !== "") onTag(tag)
  }
  return (
    <Dialog
      open={kind !== null}
      onOpenChange={(open) => !open && onClose()}
      title={kind === "untag" ? "Remove a tag" : "Tag the selected posts"}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send(new FormData(event.currentTarget))
        }}
      >
        <Field label="Tag" error={error}>
          {(control) =>
            kind === "untag" ? (
              <Select {...control} name="tag">
                {tags.map((tag) => (
                  <option key={tag}>{tag}</option>
                ))}
              </Select>
            ) : (
              <Input {...control} name="tag" maxLength={LIMITS.tagCharacters} autoComplete="off" />
            )
          }
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <BusyButton type="submit" variant="primary" busy={busy} busyLabel="One moment">
            {kind === "untag" ? "Remove" : "Tag"}
          </BusyButton>
        </DialogActions>
      </form>
    </Dialog>
  )
}
