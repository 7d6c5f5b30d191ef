import type { Editor } from "@tiptap/core"
import { GripVertical, X } from "lucide-react"
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect } from "react"
import { type EditorImage, type GalleryItem, imageFromAttributes } from "@/components/desk/editor/image-attributes"
import { cancelUpload, useUpload } from "@/components/desk/editor/upload-store"
import { Button } from "@/components/ui/button"
import { PictureFields } from "./picture-fields"
import { UploadProgress } from "./upload-progress"

type GalleryRowProps = {
  editor: Editor
  place: GalleryItem
  index: number
  count: number
  rows: RefObject<HTMLOListElement | null>
  onChange: (place: GalleryItem | null) => void
  onStored: (uploadId: string, picture: EditorImage) => void
  onMove: (to: number) => void
}

/** One place of a gallery. Its handle is dragged, or moved by the arrow keys. */
export function GalleryRow({ editor, place, index, count, rows, onChange, onStored, onMove }: GalleryRowProps) {
  const name = `picture ${index + 1} of ${count}`
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    onMove(index + by)
  }
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const over = [...(rows.current?.children ?? [])].findIndex((row) => {
      const { top, height } = row.getBoundingClientRect()
      return event.clientY < top + height / 2
    })
    const last = over === -1 ? count - 1 : over
    const to = last > index ? (over === -1 ? last : last - 1) : last
    if (to !== index) onMove(to)
  }
  return (
    <li className="flex flex-wrap gap-2 rounded-md border border-line p-2 sm:flex-nowrap">
      <button
        type="button"
        aria-label={`Move ${name}`}
        title="Drag, or press the arrow keys, to change the order"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        className="grid h-11 w-11 shrink-0 cursor-grab touch-none place-items-center rounded-md text-ink-faint hover:bg-sunken active:cursor-grabbing sm:h-auto sm:w-7"
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      <div className="order-last w-full min-w-0 sm:order-none sm:w-auto sm:flex-1">
        {"uploadId" in place ? (
          <Uploading uploadId={place.uploadId} onStored={onStored} />
        ) : (
          <PictureFields editor={editor} picture={place} onChange={(part) => onChange({ ...place, ...part })} />
        )}
      </div>
      <Button
        size="icon"
        variant="ghost"
        className="ms-auto sm:ms-0 sm:size-8"
        aria-label={`Remove ${name}`}
        title={`Remove ${name}`}
        onClick={() => {
          if ("uploadId" in place) cancelUpload(place.uploadId)
          onChange(null)
        }}
      >
        <X aria-hidden />
      </Button>
    </li>
  )
}

function Uploading({ uploadId, onStored }: { uploadId: string; onStored: GalleryRowProps["onStored"] }) {
  const stored = useUpload(uploadId)?.stored
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is stored
  useEffect(() => {
    if (stored) onStored(uploadId, imageFromAttributes({ ...stored, mediaId: stored.id }))
  }, [stored, uploadId])
  return <UploadProgress id={uploadId} />
}
