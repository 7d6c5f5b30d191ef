import { Fragment, type ReactNode } from "react"
import type { Inline, Mark } from "@/lib/content/document"
import { isLinkUrl } from "@/lib/content/url"
import { withKeys } from "./with-keys"

/** Words with their marks. */
export function InlineText({ content }: { content: Inline[] | undefined }) {
  return withKeys(content ?? []).map(({ key, item }) =>
    item.type === "hardBreak" ? (
      <br key={key} />
    ) : (
      <Fragment key={key}>{drawMarks(item.text, item.marks ?? [])}</Fragment>
    ),
  )
}

function drawMarks(text: string, marks: Mark[]): ReactNode {
  return marks.reduceRight<ReactNode>((inner, mark) => drawMark(mark, inner), text)
}

function drawMark(mark: Mark, inner: ReactNode): ReactNode {
  switch (mark.type) {
    case "bold":
      return <strong className="font-semibold">{inner}</strong>
    case "italic":
      return <em>{inner}</em>
    case "strike":
      return <s>{inner}</s>
    case "superscript":
      return <sup>{inner}</sup>
    case "subscript":
      return <sub>{inner}</sub>
    case "link":
      return <TextLink href={mark.attrs.href}>{inner}</TextLink>
  }
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  // Stored addresses were checked; a renderer that trusts nobody checks again.
  if (!isLinkUrl(href)) return children
  return (
    <a href={href} rel="noopener" className="text-link">
      {children}
    </a>
  )
}
