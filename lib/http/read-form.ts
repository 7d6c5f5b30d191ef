/** What reads a form gets of it: each part's name, whether it is a file, and its bytes, piece by piece. */
export type FormPart = { name: string; isFile: boolean }
export type FormReader = {
  begin: (part: FormPart) => void
  add: (piece: Uint8Array) => void
  end: () => void
}

const MAX_BOUNDARY_CHARACTERS = 70
const MAX_HEAD_BYTES = 8 * 1024
/** A form of ours has two fields. */
const MAX_PARTS = 20
const [CRLF, HEAD_END, CLOSE] = [Buffer.from("\r\n"), Buffer.from("\r\n\r\n"), Buffer.from("--")]

/**
 * Reads a form (multipart/form-data, RFC 7578) as it comes, holding no more than one piece and one mark of it. Throws an
 * `Error` when it is none.
 */
export async function readForm(type: string, pieces: AsyncIterable<Uint8Array>, reader: FormReader): Promise<void> {
  const mark = Buffer.from(`\r\n--${readBoundary(type)}`)
  // The first mark has no line in front of it.
  let rest: Buffer = CRLF
  let parts = 0
  let state = "before" as "before" | "mark" | "head" | "part" | "after"
  const take = (length: number) => {
    const taken = rest.subarray(0, length)
    rest = rest.subarray(length)
    return taken
  }
  // True while there is something to go on with.
  const step = (): boolean => {
    if (state === "before" || state === "part") {
      const at = rest.indexOf(mark)
      // What may be the beginning of a mark waits for the next piece.
      const sure = at >= 0 ? at : Math.max(0, rest.length - mark.length + 1)
      const content = take(sure)
      if (state === "part" && content.length > 0) reader.add(content)
      if (at < 0) return false
      if (state === "part") reader.end()
      take(mark.length)
      state = "mark"
    } else if (state === "mark") {
      if (rest.length < 2) return false
      const next = take(2)
      if (!next.equals(CLOSE) && !next.equals(CRLF)) throw new Error("A mark of the form goes on.")
      state = next.equals(CLOSE) ? "after" : "head"
    } else if (state === "head") {
      const at = rest.indexOf(HEAD_END)
      if (at > MAX_HEAD_BYTES || (at < 0 && rest.length > MAX_HEAD_BYTES))
        throw new Error("A part says too much of itself.")
      if (at < 0) return false
      parts += 1
      if (parts > MAX_PARTS) throw new Error("The form has too many parts.")
      reader.begin(readHead(take(at).toString("utf8")))
      take(HEAD_END.length)
      state = "part"
    } else {
      rest = Buffer.alloc(0)
      return false
    }
    return true
  }
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece])
    while (step());
  }
  if (state !== "after") throw new Error("The form has no end.")
}

function readBoundary(type: string): string {
  const found = /;\s*boundary=(?:"([^"]+)"|([^\s;,]+))/i.exec(type)
  const boundary = found?.[1] ?? found?.[2] ?? ""
  if (!boundary || boundary.length > MAX_BOUNDARY_CHARACTERS) throw new Error("The form names no boundary.")
  return boundary
}

function readHead(head: string): FormPart {
  const disposition = head.split("\r\n").find((line) => /^content-disposition:\s*form-data/i.test(line)) ?? ""
  const name = /;\s*name="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1] ?? /;\s*name=([^\s;"]+)/i.exec(disposition)?.[1]
  if (name === undefined) throw new Error("A part of the form has no name.")
  return { name, isFile: /;\s*filename\*?=/i.test(disposition) }
}
