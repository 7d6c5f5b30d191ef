import type { KeyboardEvent, MouseEvent } from "react"
import type { EditorImage } from "@/components/desk/editor/image-attributes"
import { paths } from "@/lib/paths"
import { imageWidths } from "@/lib/protocol/image-widths"

type Focus = NonNullable<EditorImage["focus"]>
type FocalPointProps = { picture: EditorImage; onChange: (focus: Focus) => void }

const PREVIEW_WIDTH = 640
const STEP = 5
const MIDDLE: Focus = { x: 50, y: 50 }
const MOVES: Record<string, Focus> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
}

/** The picture, on which a click or the arrow keys set what must stay in sight where it is cropped. */
export function FocalPoint({ picture, onChange }: FocalPointProps) {
  const { mediaId, width, height } = picture
  const focus = picture.focus ?? MIDDLE
  const preview = imageWidths(width).find((each) => each >= PREVIEW_WIDTH) ?? Math.min(width, 1920)
  const place = `${focus.x}% from the left, ${focus.y}% from the top`

  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    // A key that presses a button clicks nowhere.
    if (event.detail === 0) return
    const { left, top, width: wide, height: high } = event.currentTarget.getBoundingClientRect()
    onChange({ x: percent((event.clientX - left) / wide), y: percent((event.clientY - top) / high) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key]
    if (!move) return
    event.preventDefault()
    onChange({ x: percent((focus.x + move.x) / 100), y: percent((focus.y + move.y) / 100) })
  }
  return (
    <div className="grid content-start gap-1">
      <button
        type="button"
        aria-label={`Focal point: ${place}`}
        title="What must stay in sight where the picture is cropped: click it, or use the arrow keys"
        onClick={onClick}
        onKeyDown={onKeyDown}
        className="relative block cursor-crosshair justify-self-start overflow-hidden rounded-md bg-sunken"
      >
        <img
          src={paths.media(mediaId, preview, "webp")}
          width={width}
          height={height}
          alt=""
          draggable={false}
          className="h-auto max-h-64 w-full object-cover"
          style={{ maxWidth: `${Math.round((16 * width) / height)}rem` }}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute size-5 -translate-1/2 rounded-full border-2 border-white shadow-[0_0_0_1.5px_rgb(0_0_0/0.7),inset_0_0_0_1.5px_rgb(0_0_0/0.7)]"
          style={{ left: `${focus.x}%`, top: `${focus.y}%` }}
        />
      </button>
      <output className="sr-only">{picture.focus ? place : ""}</output>
    </div>
  )
}

function percent(share: number): number {
  return Math.round(Math.min(Math.max(share, 0), 1) * 100)
}
