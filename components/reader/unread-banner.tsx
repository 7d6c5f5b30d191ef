import type { Messages } from "@/lib/i18n/messages"

type Props = {
  text: string
  words: Messages
  /** The post at which the reader goes on; null when it is on another page. */
  goOnAt: string | null
  onClose: () => void
}

/**
 * Tells a reader who comes back what is new, and leads to where they left off. Floats, so that its
 * coming moves nothing.
 */
export function UnreadBanner({ text, words, goOnAt, onClose }: Props) {
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-4 z-20 flex justify-center px-4 print:hidden">
      <div className="pointer-events-auto flex items-center gap-3 rounded-lg bg-surface py-2.5 ps-4 pe-2 text-sm shadow-raised ring-1 ring-line-strong">
        <p>
          <span className="font-semibold">{text}</span>
          {goOnAt && (
            <>
              {" "}
              <a href={`#${goOnAt}`} onClick={onClose} className="text-accent underline underline-offset-3">
                {words.toLastSeen}
              </a>
            </>
          )}
        </p>
        <button
          type="button"
          aria-label={words.close}
          onClick={onClose}
          className="flex size-8 flex-none items-center justify-center rounded-full text-ink-soft hover:bg-sunken hover:text-ink"
        >
          <span aria-hidden="true" className="mark mark-close size-4" />
        </button>
      </div>
    </div>
  )
}
