import { type ReactNode, useEffect, useRef } from "react"

const WIDE = "(min-width: 64rem)"

type Props = { title: string; count: number; children: ReactNode }

/** A list beside the updates: open in the margin of wide screens, behind its name on others. */
export function MarginSection({ title, count, children }: Props) {
  const box = useRef<HTMLDetailsElement>(null)
  // The style sheet shows it on wide screens, also without scripts; assistive technology asks for the attribute.
  useEffect(() => {
    const wide = window.matchMedia(WIDE)
    const follow = () => box.current?.toggleAttribute("open", wide.matches)
    follow()
    wide.addEventListener("change", follow)
    return () => wide.removeEventListener("change", follow)
  }, [])
  return (
    <details ref={box} className="margin-section">
      <summary className="margin-summary">
        <h2 className="label font-semibold text-meta">{title}</h2>
        <span className="margin-count">{count}</span>
        <span aria-hidden="true" className="mark mark-open" />
      </summary>
      {children}
    </details>
  )
}
