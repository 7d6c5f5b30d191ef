import { CopyButton } from "./copy-button"

/** A link or token to hand on: selectable, never wrapped away, with its copy button. */
export function SecretLine({ label, text, copyLabel }: { label: string; text: string; copyLabel: string }) {
  return (
    <div className="flex flex-col gap-2 sm:flex-row">
      <input
        readOnly
        aria-label={label}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        className="h-11 min-w-0 rounded-md sm:flex-1 border border-line-strong bg-sunken px-3 font-mono text-base text-ink sm:h-9 sm:text-meta"
      />
      <CopyButton text={text} label={copyLabel} />
    </div>
  )
}
