import { Loading, Skeleton } from "@/components/ui/skeleton"

/** Three lines: an empty composer is as tall as its skeleton, so that nothing moves when the editor arrives. */
export const EDITOR_MIN_HEIGHT = "min-h-30"
export const TOOLBAR_HEIGHT = "h-13 sm:h-11"

export function EditorSkeleton() {
  return (
    <div>
      <Loading what="the editor" />
      <div className={`${EDITOR_MIN_HEIGHT} grid content-start gap-3 px-4 py-4`}>
        <Skeleton className="h-4 w-2/5" />
      </div>
      <div className={`${TOOLBAR_HEIGHT} flex items-center gap-2 border-line border-t px-3`}>
        <Skeleton className="h-6 w-56 max-w-full" />
      </div>
    </div>
  )
}
