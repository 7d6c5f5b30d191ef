"use client"

import { useState } from "react"
import { IMAGE_TYPES, uploadImage, validateImage } from "@/components/desk/editor/upload-image"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { LIMITS } from "@/lib/content/content-limits"
import { paths } from "@/lib/paths"
import type { BlogPicture } from "@/lib/protocol/delta"
import { imageWidths } from "@/lib/protocol/image-widths"

export type ChosenPicture = Pick<BlogPicture, "mediaId" | "width" | "height">

type Props = {
  name: string
  label: string
  hint: string
  picture: BlogPicture | null
  error: string | undefined
  /** Told while a picture is on its way, so that nothing is saved without it. */
  onBusy: (busy: boolean) => void
  /** For a preview. */
  onChange?: (picture: ChosenPicture | null) => void
}

/** A picture of the blog's page: chosen, described, replaced or taken away; saved with the form. */
export function PictureField({ name, label, hint, picture, error, onBusy, onChange }: Props) {
  const [chosen, setChosen] = useState<ChosenPicture | null>(picture)
  const [problem, setProblem] = useState<string | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const choose = (next: ChosenPicture | null) => {
    setChosen(next)
    onChange?.(next)
  }
  const take = async (file: File) => {
    const refused = validateImage(file)
    setProblem(refused)
    if (refused) return
    onBusy(true)
    setShare(0)
    try {
      const { id, width, height } = await uploadImage(file, setShare).done
      choose({ mediaId: id, width, height })
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
    }
    setShare(null)
    onBusy(false)
  }
  return (
    <div className="grid content-start gap-3">
      <Field
        label={label}
        hint={share === null ? hint : `Uploading, ${Math.round(share * 100)} %`}
        error={problem ?? error}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            accept={IMAGE_TYPES.join(",")}
            disabled={share !== null}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              if (file) void take(file)
            }}
            className="w-full text-ink-soft text-sm file:me-3 file:h-11 file:cursor-pointer file:rounded-md file:border file:border-line-strong file:border-solid file:bg-surface file:px-3 file:font-medium file:text-ink file:text-sm sm:file:h-9"
          />
        )}
      </Field>
      {chosen && (
        <>
          <div className="flex flex-wrap items-start gap-3">
            <img
              src={paths.media(chosen.mediaId, imageWidths(chosen.width)[0] ?? chosen.width, "webp")}
              alt=""
              width={chosen.width}
              height={chosen.height}
              className="h-16 w-auto max-w-56 rounded-sm bg-sunken object-contain ring-1 ring-line"
            />
            <Button variant="ghost" onClick={() => choose(null)}>
              Remove
            </Button>
          </div>
          <input type="hidden" name={name} value={chosen.mediaId} />
          <Field label={`${label.replace(" (optional)", "")} alt text`} hint="Leave blank if it is decorative.">
            {(control) => (
              <Input {...control} name={`${name}Alt`} defaultValue={picture?.alt} maxLength={LIMITS.altCharacters} />
            )}
          </Field>
        </>
      )}
    </div>
  )
}
