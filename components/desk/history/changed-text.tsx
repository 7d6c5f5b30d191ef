import { Minus, Pencil, Plus } from "lucide-react"
import type { ReactNode } from "react"
import { PostContent } from "@/components/post/post-content"
import { type BlockChange, diffDocuments } from "@/lib/content/diff-documents"
import type { Block, PostDocument } from "@/lib/content/document"
import { resolvePlayers } from "@/lib/content/resolve-players"
import { messagesFor } from "@/lib/i18n/locales"
import { ChangedWords } from "./changed-words"
import { withPlaces } from "./with-places"

type ChangedTextProps = { before: PostDocument; after: PostDocument; language: string }

/** A text and what became of it, block by block; blocks that came or went say so in words. */
export function ChangedText({ before, after, language }: ChangedTextProps) {
  const changes = diffDocuments(before, after)
  if (changes.length === 0) return <p className="text-ink-faint text-sm italic">No text.</p>
  return (
    <div className="grid gap-3">
      {withPlaces(changes).map(({ key, item }) => (
        <Change key={key} change={item} language={language} />
      ))}
    </div>
  )
}

function Change({ change, language }: { change: BlockChange; language: string }) {
  switch (change.kind) {
    case "same":
      return <DrawnBlock block={change.block} language={language} />
    case "added":
      return (
        <Marked mark="Added" look="border-ok text-ok" Icon={Plus}>
          <DrawnBlock block={change.block} language={language} />
        </Marked>
      )
    case "removed":
      return (
        <Marked mark="Removed" look="border-danger text-danger" Icon={Minus}>
          <div className="line-through decoration-danger/60">
            <DrawnBlock block={change.block} language={language} />
          </div>
        </Marked>
      )
    case "changed":
      if (change.parts.length === 0) {
        return (
          <Marked mark="Form or links changed" look="border-accent text-accent" Icon={Pencil}>
            <DrawnBlock block={change.after} language={language} />
          </Marked>
        )
      }
      return (
        <Marked mark="Changed" look="border-accent text-accent" Icon={Pencil}>
          <p className="font-serif text-ink text-reading">
            <ChangedWords parts={change.parts} />
          </p>
        </Marked>
      )
  }
}

type MarkedProps = { mark: string; look: string; Icon: typeof Plus; children: ReactNode }

function Marked({ mark, look, Icon, children }: MarkedProps) {
  return (
    <div className={`border-l-3 pl-3 ${look}`}>
      <p className="mb-1 flex items-center gap-1 font-semibold text-meta">
        <Icon aria-hidden className="size-3.5" />
        {mark}
      </p>
      {children}
    </div>
  )
}

/** One block as readers see it. */
export function DrawnBlock({ block, language }: { block: Block; language: string }) {
  return (
    <PostContent
      document={resolvePlayers({ type: "doc", content: [block] })}
      words={messagesFor(language)}
      topHeading={4}
      loadable={false}
    />
  )
}
