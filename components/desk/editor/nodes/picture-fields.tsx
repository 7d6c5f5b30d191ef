import type { Editor } from "@tiptap/core"
import { useEditorState } from "@tiptap/react"
import type { EditorImage } from "@/components/desk/editor/image-attributes"
import { countPictures, isUndescribed, setOnAllPictures } from "@/components/desk/editor/picture-commands"
import { useMarksUndescribed } from "@/components/desk/editor/undescribed-context"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { LIMITS } from "@/lib/content/content-limits"
import { FocalPoint } from "./focal-point"
import { useText } from "./use-attribute"

type PictureFieldsProps = { editor: Editor; picture: EditorImage; onChange: (part: Partial<EditorImage>) => void }

/** All that is said of one picture, alone or in a gallery. */
export function PictureFields({ editor, picture, onChange }: PictureFieldsProps) {
  const { decorative } = picture
  const alt = useText(picture.alt, (value) => onChange({ alt: value }))
  const isMarked = useMarksUndescribed() && isUndescribed(picture)
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[11rem_1fr]">
      <FocalPoint picture={picture} onChange={(focus) => onChange({ focus })} />
      <div className="grid content-start gap-3">
        <Field
          label="Alt text"
          hint={decorative ? "Decorative: screen readers skip this picture." : "Describe the picture in one sentence."}
          error={isMarked ? "Describe this picture, or mark it as decorative." : undefined}
        >
          {(control) => <Input {...control} {...alt} data-alt maxLength={LIMITS.altCharacters} disabled={decorative} />}
        </Field>
        <Checkbox
          label="Decorative, nothing to describe"
          checked={decorative}
          onChange={(event) => onChange({ decorative: event.currentTarget.checked })}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <SharedField
            label="Caption"
            name="caption"
            most={LIMITS.captionCharacters}
            {...{ editor, picture, onChange }}
          />
          <SharedField label="Credit" name="credit" most={LIMITS.titleCharacters} {...{ editor, picture, onChange }} />
        </div>
      </div>
    </div>
  )
}

type SharedFieldProps = PictureFieldsProps & { label: string; name: "caption" | "credit"; most: number }

/** Words that all pictures of a post often share: typed once, given to all. */
function SharedField({ editor, picture, onChange, label, name, most }: SharedFieldProps) {
  const text = useText(picture[name], (value) => onChange({ [name]: value }))
  const count = useEditorState({ editor, selector: ({ editor: current }) => countPictures(current) })
  return (
    <div className="grid content-start gap-1.5">
      <Field label={`${label} (optional)`}>{(control) => <Input {...control} {...text} maxLength={most} />}</Field>
      {count > 1 && text.value.trim() !== "" && (
        <Button
          size="small"
          variant="ghost"
          className="justify-self-start"
          onClick={() => setOnAllPictures(editor, { [name]: text.value })}
        >
          {`Same ${name} for all ${count}`}
        </Button>
      )}
    </div>
  )
}
