/** What to quote to whoever looks after the server: its log tells under this name what went wrong. */
export function Reference({ children }: { children: string }) {
  return (
    <p className="mt-1 text-sm">
      Reference: <code className="select-all">{children}</code>
    </p>
  )
}
