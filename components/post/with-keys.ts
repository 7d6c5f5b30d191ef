import type { Block, Inline, ListItem, Paragraph, TableCell, TableRow } from "@/lib/content/document"

type DocumentNode = Block | Inline | ListItem | Paragraph | TableCell | TableRow

/**
 * Gives nodes React keys that survive an edit: an embed keeps its key, and so its running player, when text above it
 * changes. Other nodes count within their type.
 */
export function withKeys<T extends DocumentNode>(nodes: T[]): { key: string; item: T }[] {
  const seen = new Map<string, number>()
  return nodes.map((item) => {
    const name = nameOf(item)
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return { key: `${name} ${count}`, item }
  })
}

function nameOf(node: DocumentNode): string {
  if (node.type === "embed") return `embed ${node.attrs.url}`
  if (node.type === "image") return `image ${node.attrs.mediaId}`
  return node.type
}
