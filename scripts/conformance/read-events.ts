export type ServerEvent = { event: string; data: string; id: string }

/** The events of a stream, read as the standard says. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder()
  let unread = ""
  let id = ""
  for await (const chunk of body) {
    unread += decoder.decode(chunk, { stream: true })
    for (let end = unread.indexOf("\n\n"); end >= 0; end = unread.indexOf("\n\n")) {
      const fields = readFields(unread.slice(0, end))
      unread = unread.slice(end + 2)
      id = fields.get("id") ?? id
      const data = fields.get("data")
      if (data !== undefined) yield { event: fields.get("event") ?? "message", data, id }
    }
  }
}

function readFields(block: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":")
    // A line that begins with a colon is a comment.
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ""))
  }
  return fields
}
