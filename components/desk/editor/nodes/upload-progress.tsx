import { RotateCw } from "lucide-react"
import { retryUpload, useUpload } from "@/components/desk/editor/upload-store"
import { Button } from "@/components/ui/button"

/** How far a picture has come, or why it did not. */
export function UploadProgress({ id }: { id: string }) {
  const upload = useUpload(id)
  const name = upload?.file.name || "picture"
  const percent = Math.round((upload?.progress ?? 0) * 100)
  return (
    <div className="flex items-center gap-3">
      {upload && <img src={upload.preview} alt="" className="size-14 shrink-0 rounded-md object-cover" />}
      <div className="min-w-0 flex-1">
        {upload && !upload.error ? (
          <>
            <p className="truncate text-ink-soft">{percent < 100 ? `Uploading ${name}` : `Storing ${name}`}</p>
            <div
              role="progressbar"
              aria-label={`Uploading ${name}`}
              aria-valuenow={percent}
              aria-valuemin={0}
              aria-valuemax={100}
              className="mt-2 h-1.5 overflow-hidden rounded-full bg-line"
            >
              <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
            </div>
          </>
        ) : (
          <p role="alert" className="font-medium text-danger">
            {upload?.error ?? "This picture was not uploaded. Remove it and add it again."}
          </p>
        )}
      </div>
      {upload?.error && (
        <Button size="small" onClick={() => retryUpload(id)}>
          <RotateCw aria-hidden />
          Retry
        </Button>
      )}
    </div>
  )
}
