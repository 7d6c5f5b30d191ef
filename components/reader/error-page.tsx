import { useState } from "react"
import { errorPageMessages } from "@/lib/i18n/error-page-messages"
import { LanguageScript } from "./language-script"
import { MessagePage } from "./message-page"
import { RetryButton } from "./retry-button"

/** Something failed on the server: what the reader can do, and what happens by itself. */
export function ErrorPage({ retry, reference }: { retry: () => void; reference?: string | undefined }) {
  // Asked once: what it stands in place of is gone afterwards.
  const [words] = useState(() => errorPageMessages(languageOfPage()))
  return (
    <MessagePage code={words.code} title={words.title}>
      <LanguageScript language={words.language} direction={words.direction} />
      <p>{words.hint}</p>
      {reference && <p className="mt-2 text-sm">Reference: {reference}</p>}
      <RetryButton retry={retry} label={words.again} />
    </MessagePage>
  )
}

/** That of the blog whose page was there. Which one it was to be otherwise, nobody can say here: the browser knows its reader's. */
function languageOfPage(): string {
  if (typeof document === "undefined") return "en"
  return document.querySelector<HTMLElement>("body [lang]")?.lang || navigator.language
}
