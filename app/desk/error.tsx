"use client"

import { ProblemPage } from "@/components/desk/shell/problem-page"

export default function DeskError({ retry }: { retry: () => void }) {
  return (
    <ProblemPage title="This page could not be loaded" onRetry={retry}>
      The database or the server did not answer. What you had written is kept in this browser. Try again in a moment.
    </ProblemPage>
  )
}
