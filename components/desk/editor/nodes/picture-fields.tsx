import type { EditorImage } from "@/components/desk/editor/image-attributes"
import { Checkbox } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { LIMITS } from "@/lib/content/content-limits"
import { FocalPoint } from "./focal-point"
import { useText } from "./use-attribute"

type PictureFieldsProps = { picture: EditorImage; onChange: (part: Partial<EditorImage>) => void }

/** All that is to be said of one picture, by itself or in a gallery. */
export function PictureFields({ picture, onChange }: PictureFieldsProps) {
  const { decorative } = picture
  const alt = useText(picture.alt, (value) => onChange({ alt: value }))
  const caption = useText(picture.caption, (value) => onChange({ caption: value }))
  const credit = useText(picture.credit, (value) => onChange({ credit: value }))
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[11rem_1fr]">
      <FocalPoint picture={picture} onChange={(focus) => onChange({ focus })} />
      <div className="grid content-start gap-3">
        <Field
          label="Description for people who cannot see the picture"
          hint={decorative ? "Decorative: screen readers skip this picture." : "What is to be seen, in a sentence."}
        >
          {(control) => <Input {...control} {...alt} data-alt maxLength={LIMITS.altCharacters} disabled={decorative} />}
        </Field>
        <Checkbox
          label="Decorative, needs no description"
          checked={decorative}
          onChange={(event) => onChange({ decorative: event.currentTarget.checked })}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Caption (optional)">
            {(control) => <Input {...control} {...caption} maxLength={LIMITS.captionCharacters} />}
          </Field>
          <Field label="Credit (optional)">
            {(control) => <Input {...control} {...credit} maxLength={LIMITS.titleCharacters} />}
          </Field>
        </div>
      </div>
    </div>
  )
}
