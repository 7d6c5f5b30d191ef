import { RotateCw } from "lucide-react"
import type { ReactNode } from "react"
import { useOutbox } from "@/components/desk/outbox/outbox-context"
import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { Reference } from "@/components/ui/reference"
import { type Failure, isSignedOut } from "./result"

type FailureNoticeProps = {
  failure: Failure
  onRetry?: (() => void) | undefined
  /** What else helps. */
  children?: ReactNode
}

/** Says why something was not done, and offers what helps: try again, sign in again, load the new desk. */
export function FailureNotice({ failure, onRetry, children }: FailureNoticeProps) {
  const safety = useOutbox()
  const signIn = async () => (await safety?.signInAgain()) && onRetry?.()
  const actions = (
    <>
      {isSignedOut(failure) && safety && (
        <Button size="small" onClick={signIn}>
          Sign in
        </Button>
      )}
      {failure.code === "outdated" && (
        <Button size="small" onClick={() => window.location.reload()}>
          Reload
        </Button>
      )}
      {onRetry && !isSignedOut(failure) && (
        <Button size="small" onClick={onRetry}>
          <RotateCw aria-hidden />
          Retry
        </Button>
      )}
    </>
  )
  return (
    <Notice actions={actions}>
      <p>{failure.message}</p>
      {failure.reference && <Reference>{failure.reference}</Reference>}
      {failure.issues && failure.issues.length > 0 && (
        <ul className="mt-1 list-disc pl-4">
          {failure.issues.slice(0, 4).map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
          ))}
        </ul>
      )}
      {children}
    </Notice>
  )
}
