/** Deeper than anything that an editor can make, and far from where functions that call themselves run out of stack. */
export const MAX_JSON_DEPTH = 500
/** Lists and objects: more than the largest post has. */
export const MAX_JSON_PARTS = 50_000

const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = Buffer.from('"\\[]{}')

/** Judges JSON by its signs, in one pass and before anything is made of it: how deep it goes, and of how many parts it is. */
export function isBoundedJson(json: Uint8Array): boolean {
  let depth = 0
  let parts = 0
  let inText = false
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]
    if (sign === QUOTE) inText = !inText
    else if (inText) at += sign === BACKSLASH ? 1 : 0
    else if (sign === LIST || sign === OBJECT) {
      depth += 1
      parts += 1
      if (depth > MAX_JSON_DEPTH || parts > MAX_JSON_PARTS) return false
    } else if (sign === LIST_END || sign === OBJECT_END) depth -= 1
  }
  return true
}
