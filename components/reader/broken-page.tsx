import { MessagePage } from "./message-page"
import { RetryButton } from "./retry-button"

/** Something failed on the server: what the reader can do, and what happens by itself. */
export function BrokenPage({ retry, reference }: { retry: () => void; reference?: string | undefined }) {
  return (
    <MessagePage code="Our fault" title="This page could not be shown.">
      <p>Something went wrong on our side. This page tries again by itself; you can leave it open.</p>
      {reference && <p className="mt-2 text-sm">Reference: {reference}</p>}
      <RetryButton retry={retry} />
    </MessagePage>
  )
}
