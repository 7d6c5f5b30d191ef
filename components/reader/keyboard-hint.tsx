import type { Messages } from "@/lib/i18n/messages"

type Props = { words: Messages; on: boolean; onChange: (on: boolean) => void }

/** Names the keys, and lets readers whose own tools use them switch them off. */
export function KeyboardHint({ words, on, onChange }: Props) {
  return (
    <details className="mt-10 hidden text-ink-soft text-sm pointer-fine:block noscript:hidden print:hidden">
      <summary className="hint-summary">{words.keyboard}</summary>
      <dl className="key-list">
        <Key name="j" does={words.nextUpdate} />
        <Key name="k" does={words.previousUpdate} />
      </dl>
      <label className="mt-3 flex w-fit items-center gap-2">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => onChange(event.target.checked)}
          className="check size-4"
        />
        {words.keyboardOn}
      </label>
    </details>
  )
}

function Key({ name, does }: { name: string; does: string }) {
  return (
    <>
      <dt>
        <kbd className="key-cap">{name}</kbd>
      </dt>
      <dd>{does}</dd>
    </>
  )
}
