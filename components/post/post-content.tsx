import type { Block, List as ListNode, OrderedList, PostDocument } from "@/lib/content/document"
import { type ListLetter, listMarker } from "@/lib/content/list-numbers"
import type { Messages } from "@/lib/i18n/messages"
import { EmbedFigure } from "./embed-figure"
import { GalleryFigure, ImageFigure } from "./image-figure"
import { InlineText } from "./inline-text"
import { TableFigure } from "./table-figure"
import { withKeys } from "./with-keys"

export type ContentProps = {
  document: PostDocument
  words: Messages
  /** Rank of the document's highest headings: one below the heading they stand under. */
  topHeading: 3 | 4
  /** False where no script of ours answers the buttons that load players. */
  loadable: boolean
  /** Drawn for a page of another site, with Wagtail Live's names beside ours. */
  isElsewhere?: boolean
}

/** The body of a post, block by block. */
export function PostContent({ document, isElsewhere = false, ...rest }: ContentProps) {
  const blocks = withKeys(document.content)
  if (isElsewhere)
    return (
      <div className="live-post-content font-serif text-ink text-reading">
        {blocks.map(({ key, item }) => (
          <div key={key} className="post-block">
            <BlockView block={item} {...rest} />
          </div>
        ))}
      </div>
    )
  return (
    <div className="post-text">
      {blocks.map(({ key, item }) => (
        <BlockView key={key} block={item} {...rest} />
      ))}
    </div>
  )
}

function BlockView({
  block,
  words,
  topHeading,
  loadable,
}: { block: Block } & Omit<ContentProps, "document" | "isElsewhere">) {
  switch (block.type) {
    case "paragraph":
      return (
        <p dir="auto" className="my-4">
          <InlineText content={block.content} />
        </p>
      )
    case "heading": {
      const top = block.attrs.level === 2
      const Heading: "h3" | "h4" = top && topHeading === 3 ? "h3" : "h4"
      return (
        <Heading
          dir="auto"
          className={`mt-6 mb-2 font-semibold font-serif ${top ? "text-xl" : "text-reading"} leading-7`}
        >
          <InlineText content={block.content} />
        </Heading>
      )
    }
    case "blockquote":
      return (
        <figure className="my-5 border-accent border-s-3 ps-4 sm:ps-5">
          <blockquote className="text-quote italic">
            {withKeys(block.content).map(({ key, item }) => (
              <p key={key} dir="auto" className="my-2 first:mt-0 last:mb-0">
                <InlineText content={item.content} />
              </p>
            ))}
          </blockquote>
          {block.attrs?.source && (
            <figcaption dir="auto" className="mt-2 font-medium font-sans text-ink-soft text-sm">
              {block.attrs.source}
            </figcaption>
          )}
        </figure>
      )
    case "bulletList":
    case "orderedList":
      return <List list={block} />
    case "image":
      return <ImageFigure attrs={block.attrs} words={words} />
    case "gallery":
      return <GalleryFigure pictures={block.content} words={words} />
    case "factBox": {
      const { title } = block.attrs
      const Heading: "h3" | "h4" = topHeading === 3 ? "h3" : "h4"
      return (
        // Not an aside: that would be a landmark of the page, in every post that has one.
        <div role="note" aria-label={title || undefined} className="fact-box">
          {title && (
            <Heading dir="auto" className="font-semibold text-base">
              {title}
            </Heading>
          )}
          {withKeys(block.content).map(({ key, item }) => (
            <BlockView key={key} block={item} words={words} topHeading={topHeading} loadable={loadable} />
          ))}
        </div>
      )
    }
    case "table":
      return <TableFigure table={block} words={words} loadable={loadable} />
    case "embed":
      return <EmbedFigure attrs={block.attrs} words={words} loadable={loadable} />
  }
}

function List({ list }: { list: ListNode }) {
  const items = withKeys(list.content).map(({ key, item }) => (
    <li key={key} className="ps-1">
      {withKeys(item.content).map(({ key: inner, item: child }) =>
        child.type === "paragraph" ? (
          <p key={inner} dir="auto">
            <InlineText content={child.content} />
          </p>
        ) : (
          <List key={inner} list={child} />
        ),
      )}
    </li>
  ))
  if (list.type === "bulletList") return <ul className={`${LIST} list-disc ps-6`}>{items}</ul>
  const { start, reversed, type } = list.attrs ?? {}
  return (
    <ol start={start} reversed={reversed} type={type} className={`${LIST} ${NUMBERS[type ?? "1"]} ${indentOf(list)}`}>
      {items}
    </ol>
  )
}

const LIST = "my-4 space-y-2 marker:text-ink-faint"
const NUMBERS: Record<ListLetter | "1", string> = {
  1: "list-decimal",
  a: "list-[lower-alpha]",
  A: "list-[upper-alpha]",
  i: "list-[lower-roman]",
  I: "list-[upper-roman]",
}

/** Room for the longest number: one that counts years would stand outside of the page. */
function indentOf({ attrs, content }: OrderedList): string {
  const [first, last] = [0, content.length - 1].map((index) => listMarker(attrs, index, content.length).length)
  const longest = Math.max(first ?? 0, last ?? 0)
  return longest <= 3 ? "ps-6" : longest <= 6 ? "ps-12" : "ps-24"
}
