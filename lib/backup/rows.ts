/*
 * A row as it stands in a backup: a flat list of texts and nulls. It is told from anything else by its marks alone: whether
 * its texts are right is for PostgreSQL to say, and nothing here is built from them.
 */

/** True for a row of so many columns. */
export function isRow(line: string, columns: number): boolean {
  let at = 1
  for (let found = 1; found <= columns; found += 1) {
    at = endOfValue(line, at)
    if (at < 0) return false
    const isLast = found === columns
    if (line[at] !== (isLast ? "]" : ",")) return false
    at += line[at + 1] === " " ? 2 : 1
  }
  return line.startsWith("[") && at === line.length
}

// Behind a value that begins here; -1 when none does.
function endOfValue(line: string, at: number): number {
  if (line.startsWith("null", at)) return at + 4
  if (line[at] !== '"') return -1
  for (let end = line.indexOf('"', at + 1); end >= 0; end = line.indexOf('"', end + 1)) {
    let backslashes = 0
    while (line[end - 1 - backslashes] === "\\") backslashes += 1
    if (backslashes % 2 === 0) return end + 1
  }
  return -1
}
