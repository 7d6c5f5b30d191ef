import type { ReactNode } from "react"

/** A page that has only something to say: not found, or broken. */
export function MessagePage({ code, title, children }: { code: string; title: string; children: ReactNode }) {
  return (
    <div className="max-w-2xl py-16 sm:py-24">
      <p className="font-semibold text-live text-sm uppercase tracking-[0.06em]">{code}</p>
      <h1 className="mt-3 font-semibold font-serif text-4xl leading-tight tracking-[-0.01em] sm:text-5xl">{title}</h1>
      <div className="mt-5 space-y-5 font-serif text-ink-soft text-lg leading-relaxed">{children}</div>
    </div>
  )
}

/** Where to go on from there. */
export function MessageLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-block rounded-full border border-line-strong px-5 py-2.5 font-medium font-sans text-base text-ink hover:border-accent hover:text-accent"
    >
      {children}
    </a>
  )
}
