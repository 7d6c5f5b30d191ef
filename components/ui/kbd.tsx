/** Keys to press, one after another or together, as they are printed on a keyboard. */
export function Kbd({ keys }: { keys: string[] }) {
  return (
    <span className="inline-flex gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-grid h-6 min-w-6 place-items-center rounded border border-line-strong bg-sunken px-1.5 font-medium font-sans text-ink-soft text-xs"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
