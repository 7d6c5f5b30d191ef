/** The site's name with the desk's mark: a line of posts, the newest one lit. */
export function Wordmark({ name }: { name: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2 font-semibold text-ink text-sm tracking-[-0.01em]">
      <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 shrink-0">
        <circle cx="5" cy="4.5" r="2.75" className="fill-live" />
        <path d="M10.5 4.5H18M3.5 10H18M3.5 15.5H13" className="stroke-current" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <span className="truncate group-has-data-blog-desk/shell:lg:sr-only">{name}</span>
    </span>
  )
}
