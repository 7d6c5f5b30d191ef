import { RotateCw } from "lucide-react"
import { Button } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { paths } from "@/lib/paths"
import type { Failure } from "./result"

/** Says why something was not done, and offers what helps: try again, sign in beside it, load the new desk. */
export function FailureNotice({ failure, onRetry }: { failure: Failure; onRetry?: (() => void) | undefined }) {
  const actions = (
    <>
      {failure.code === "not_signed_in" && (
        <Button asChild size="small">
          <a href={paths.login()} target="_blank" rel="noopener">
            Sign in in a new tab
          </a>
        </Button>
      )}
      {failure.code === "outdated" && (
        <Button size="small" onClick={() => window.location.reload()}>
          Reload
        </Button>
      )}
      {onRetry && (
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
      {failure.issues && failure.issues.length > 0 && (
        <ul className="mt-1 list-disc pl-4">
          {failure.issues.slice(0, 4).map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
