import { type Failure, toFailure } from "@/components/desk/forms/result"
import type { DeskSnapshot, PresenceStatus } from "@/lib/collaboration/types"
import { paths } from "@/lib/paths"

const TIMEOUT_MS = 8_000

/** Tells colleagues what this tab does, and learns how things are. */
export async function postPresence(
  blogId: string,
  tab: string,
  doing: PresenceStatus,
): Promise<DeskSnapshot | Failure> {
  try {
    const response = await fetch(paths.deskHere(blogId), {
      method: "POST",
      body: JSON.stringify({ tab, ...doing }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body = (await response.json()) as DeskSnapshot | { error: Failure }
    return "error" in body ? body.error : body
  } catch (thrown) {
    return toFailure(thrown)
  }
}

/** Tells that this tab is seen no more; also while the page goes away, so nobody waits for an answer. */
export function postLeave(blogId: string, tab: string): void {
  const body = JSON.stringify({ tab, leaving: true })
  fetch(paths.deskHere(blogId), { method: "POST", body, keepalive: true }).catch(() => {})
}

/** A new id for this tab. The browser's own maker of ids is missing on plain http. */
export function newTab(): string {
  const part = () => Math.random().toString(36).slice(2, 10).padEnd(8, "0")
  return `${part()}${part()}`
}
