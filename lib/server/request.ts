import type { IncomingMessage } from "node:http"

/**
 * The first header of a name, in small letters. Node makes an object of all headers when it is first asked for one, which
 * is a tenth of what the quickest answers cost; this looks at what came in.
 */
export function readHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const each = rawHeaders[index]
    if (each?.length === name.length && each.toLowerCase() === name) return rawHeaders[index + 1]
  }
  return undefined
}
