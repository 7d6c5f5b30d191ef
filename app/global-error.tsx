"use client"

import "./globals.css"
import { ErrorPage } from "@/components/reader/error-page"

/** Every reader's browser loads this in case, and hardly ever shows it, so it is plain. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main className="mx-auto max-w-5xl px-5 sm:px-8">
          <ErrorPage retry={retry} reference={digestOf(error)} />
        </main>
      </body>
    </html>
  )
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error ? String(error.digest) : undefined
}
