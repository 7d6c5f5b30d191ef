import { brokenWords } from "@/lib/words/broken-words"
import { MessagePage } from "./message-page"
import { RetryButton } from "./retry-button"

/** Something failed on the server: what the reader can do, and what happens by itself. */
export function BrokenPage({ retry, reference }: { retry: () => void; reference?: string | undefined }) {
  // Which blog it was to be, nobody can say here; the browser tells what its reader speaks.
  const words = brokenWords(typeof navigator === "undefined" ? "en" : navigator.language)
  return (
    <MessagePage code={words.code} title={words.title}>
      <p lang={words.language} dir={words.direction}>
        {words.hint}
      </p>
      {reference && <p className="mt-2 text-sm">Reference: {reference}</p>}
      <RetryButton retry={retry} label={words.again} />
    </MessagePage>
  )
}
