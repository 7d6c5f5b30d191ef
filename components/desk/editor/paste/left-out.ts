/** What a pasted text had that could not come along. */
export type LeftOut = { deleted: number; comments: number; pictures: number; embeds: number; guarded: number }

export const nothingLeftOut = (): LeftOut => ({ deleted: 0, comments: 0, pictures: 0, embeds: 0, guarded: 0 })

/** Says it in one line; null when all came along. */
export function describeLeftOut({ deleted, comments, pictures, embeds, guarded }: LeftOut): string | null {
  const parts = [
    count(deleted, "deleted passage"),
    count(comments, "comment"),
    count(pictures, "picture"),
    count(embeds, "embed"),
  ].filter((part) => part !== null)
  const total = deleted + comments + pictures + embeds
  const list = new Intl.ListFormat("en", { type: "conjunction" }).format(parts)
  const lines = [
    total > 0 ? `${list} ${total === 1 ? "was" : "were"} left out.` : "",
    pictures > 0 ? "Add pictures from your device." : "",
    guarded > 0
      ? `${count(guarded, "link")} only ${guarded === 1 ? "leads" : "lead"} to the site's front page: a mail filter hides the rest of the address.`
      : "",
  ]
  return lines.filter(Boolean).join(" ") || null
}

function count(number: number, name: string): string | null {
  return number === 0 ? null : `${number} ${name}${number === 1 ? "" : "s"}`
}
