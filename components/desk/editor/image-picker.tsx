import type { Ref } from "react"
import { IMAGE_TYPES } from "./upload-image"

type PicturePickerProps = {
  ref: Ref<HTMLInputElement>
  label: string
  onFiles: (files: File[]) => void
  camera?: boolean
}

/** The browser's own choice of files; a button opens it. */
export function ImagePicker({ ref, label, onFiles, camera = false }: PicturePickerProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple={!camera}
      // Opens the camera at once, on devices that have one.
      capture={camera ? "environment" : undefined}
      hidden
      accept={IMAGE_TYPES.join(",")}
      aria-label={label}
      onChange={(event) => {
        onFiles([...(event.currentTarget.files ?? [])])
        event.currentTarget.value = ""
      }}
    />
  )
}
