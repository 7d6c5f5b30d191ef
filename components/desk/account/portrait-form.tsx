"use client"

import { CircleUser } from "lucide-react"
import { useRef, useState } from "react"
import { toast } from "sonner"
import { IMAGE_TYPES, uploadImage, validateImage } from "@/components/desk/editor/upload-image"
import { BusyButton, Button } from "@/components/ui/button"
import { paths } from "@/lib/paths"
import { PORTRAIT_WIDTH } from "@/lib/protocol/image-widths"
import { FailureNotice } from "../forms/failure-notice"
import { type Act, attempt, type Failure } from "../forms/result"

type PortraitFormProps = { picture: string | null; change: Act<{ picture: string | null }, null> }

/** The picture beside a person's byline: chosen, shown as readers see it, taken away. */
export function PortraitForm({ picture: known, change }: PortraitFormProps) {
  const [picture, setPicture] = useState(known)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const picker = useRef<HTMLInputElement>(null)

  const set = async (next: string | null, message: string) => {
    const result = await attempt(() => change({ picture: next }))
    if (!result.ok) return setFailure(result.error)
    setPicture(next)
    toast(message)
  }
  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    await work()
    setBusy(false)
  }
  const upload = async (file: File) => {
    const refused = validateImage(file)
    if (refused) return setFailure({ code: "picture_type", message: refused })
    try {
      const { id } = await uploadImage(file, () => {}).done
      await set(id, "Picture saved")
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : "The picture could not be stored. Try again."
      setFailure({ code: "picture_broken", message })
    }
  }
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-4">
        {picture ? (
          <img
            src={paths.media(picture, PORTRAIT_WIDTH, "webp")}
            alt="Your byline’s"
            width={64}
            height={64}
            className="size-16 rounded-full bg-sunken object-cover"
          />
        ) : (
          <span aria-hidden className="grid size-16 place-items-center rounded-full bg-sunken text-ink-faint">
            <CircleUser className="size-8" />
          </span>
        )}
        <div className="flex flex-wrap gap-2">
          <BusyButton busy={busy} busyLabel="Saving" onClick={() => picker.current?.click()}>
            {picture ? "Choose another" : "Choose a picture"}
          </BusyButton>
          {picture && (
            <Button variant="ghost" disabled={busy} onClick={() => run(() => set(null, "Picture removed"))}>
              Remove
            </Button>
          )}
        </div>
      </div>
      <input
        ref={picker}
        type="file"
        accept={IMAGE_TYPES.join(",")}
        aria-label="Picture for your byline"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ""
          if (file) void run(() => upload(file))
        }}
      />
      {failure && <FailureNotice failure={failure} />}
    </div>
  )
}
