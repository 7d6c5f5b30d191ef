import type { ReactNode } from "react"

/** Scores ("5-0"), ranges, and numbers with a space or a sign in them. */
const NUMBER = /\d[\d.,]*(?:[-–:]\d+)+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d[\d.,]* ?[%€£$]/

/** Text in which a number never breaks in two. */
export function Unbroken({ text }: { text: string }): ReactNode {
  const found = NUMBER.exec(text)
  if (!found) return text
  const [number] = found
  return (
    <>
      {text.slice(0, found.index)}
      <span className="whitespace-nowrap">{number}</span>
      <Unbroken text={text.slice(found.index + number.length)} />
    </>
  )
}
