import { readerPaths } from "@/lib/reader-paths"

/** The product's name, and the way to all live blogs. */
export function SiteHeader() {
  return (
    <div className="border-line border-b">
      <div className="mx-auto flex h-14 max-w-5xl items-center px-5 sm:px-8 print:max-w-none print:px-0">
        <a
          href={readerPaths.front()}
          className="flex items-center gap-2.5 font-semibold font-serif text-lg tracking-[-0.01em]"
        >
          <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5">
            <path
              d="M4 2v16"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinecap="round"
              className="text-line-strong"
            />
            <circle cx="4" cy="5" r="3" fill="currentColor" className="text-live" />
            <path d="M10 5h8M10 10.5h8M10 16h5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
          Running Story
        </a>
      </div>
    </div>
  )
}
