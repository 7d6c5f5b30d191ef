/** What to quote to the administrator: the server's log says under this name what went wrong. */
export function Reference({ children }: { children: string }) {
  return (
    <p className="mt-1 text-sm">
      Reference: <code className="select-all">{children}</code>
    </p>
  )
}
