import type { ReactNode } from "react"
import { Wordmark } from "./wordmark"

type AuthLayoutProps = { siteName: string; title: string; intro?: ReactNode; children: ReactNode }

/** The frame of pages before the desk: sign in, set up, take an invitation. */
export function AuthLayout({ siteName, title, intro, children }: AuthLayoutProps) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center px-5 py-10">
      <div className="mb-8">
        <Wordmark name={siteName} />
      </div>
      <h1 className="font-semibold text-2xl text-ink tracking-[-0.015em]">{title}</h1>
      {intro && <p className="mt-1.5 text-ink-soft text-sm">{intro}</p>}
      <div className="mt-6">{children}</div>
    </main>
  )
}
