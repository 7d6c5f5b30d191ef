import { MessagePage } from "./message-page"
import { RetryButton } from "./retry-button"

/** Something failed on the server: what the reader can do, and what happens by itself. */
export function BrokenPage({ retry }: { retry: () => void }) {
  return (
    <MessagePage code="Our fault" title="This page could not be shown.">
      <p>Something went wrong on our side. This page tries again by itself; you can leave it open.</p>
      <RetryButton retry={retry} />
    </MessagePage>
  )
}
