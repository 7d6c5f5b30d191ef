import type { JSONContent } from "@tiptap/core"

/** How many pictures have neither words for who cannot see them nor the mark that they need none. */
export function countUndescribed(json: JSONContent): number {
  return (json.content ?? []).filter(
    ({ type, attrs }) => type === "image" && !attrs?.decorative && String(attrs?.alt ?? "").trim() === "",
  ).length
}

export function hasUploads(json: JSONContent): boolean {
  return (json.content ?? []).some((node) => node.type === "upload")
}
