import { ArrowUp } from "lucide-react"

/** “2 new posts”, over the page of whoever has scrolled past where they stand. */
export function NewPostsButton({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 top-2 z-20 grid justify-items-center max-desk:fixed max-desk:top-16"
    >
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="pointer-events-auto inline-flex h-11 items-center gap-1.5 rounded-full bg-accent px-4 font-medium text-on-accent text-sm shadow-raised hover:bg-accent-strong sm:h-9"
        >
          <ArrowUp aria-hidden className="size-4" />
          {count === 1 ? "1 new post" : `${count} new posts`}
        </button>
      )}
    </div>
  )
}
