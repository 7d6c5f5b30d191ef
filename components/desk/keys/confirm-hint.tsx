import { type PostActionId, SHORTCUTS } from "./shortcuts"

/** Says, on the selected row, that a second press is wanted. */
export function ConfirmHint({ action }: { action: PostActionId | null }) {
  const confirm = action && SHORTCUTS[action].confirm
  return (
    <p role="status" className={confirm ? "mt-1 px-4 font-medium text-accent-strong text-sm" : "sr-only"}>
      {action && confirm && `Press ${SHORTCUTS[action].key.toUpperCase()} again to ${confirm}`}
    </p>
  )
}
