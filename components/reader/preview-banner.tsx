/** Stays in sight on the page of a rehearsal, so that nobody takes it for the real thing. */
export function PreviewBanner() {
  return (
    <aside
      aria-label="Rehearsal"
      className="sticky top-0 z-20 border-warn/35 border-b bg-warn-soft px-5 py-2 text-center text-sm text-warn sm:px-8"
    >
      <strong className="font-semibold">Rehearsal.</strong> Only people with this link can see this page. Links to
      single updates and the search open when it goes live.
    </aside>
  )
}
