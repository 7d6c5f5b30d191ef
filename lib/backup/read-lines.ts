import { isUtf8 } from "node:buffer"
import { createReadStream } from "node:fs"
import { createGunzip } from "node:zlib"
import { BackupError, LARGE_BYTES, MAX_LINE_BYTES, MAX_RATIO, MAX_ROW_BYTES } from "./format"

const CHUNK_BYTES = 64 * 1024
const [NEWLINE, ROW] = [0x0a, 0x5b]

/** The lines of a gzipped text, one after the other; no more of it is held than the longest line may have. Throws in words. */
export async function* readLines(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file)
  const text = createGunzip({ chunkSize: CHUNK_BYTES })
  raw.on("error", (error) => text.destroy(error))
  raw.pipe(text)
  let unpacked = 0
  let begun: Buffer[] = []
  let length = 0
  const take = (rest: Buffer): string => {
    const line = begun.length === 0 ? rest : Buffer.concat([...begun, rest])
    begun = []
    length = 0
    if (!isUtf8(line)) throw broken("a line of it is no text")
    return line.toString("utf8")
  }
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      unpacked += chunk.length
      if (unpacked > LARGE_BYTES && unpacked > raw.bytesRead * MAX_RATIO)
        throw broken(`it unpacks to more than ${MAX_RATIO} times its size, as no backup does`)
      let at = 0
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, at)) {
        length += end - at
        requireLength(begun[0]?.[0] ?? chunk[at], length)
        yield take(chunk.subarray(at, end))
        at = end + 1
      }
      if (at === chunk.length) continue
      length += chunk.length - at
      requireLength(begun[0]?.[0] ?? chunk[at], length)
      begun.push(chunk.subarray(at))
    }
    if (length > 0) throw broken("its end is missing")
  } catch (error) {
    throw toWords(file, error)
  } finally {
    raw.destroy()
    text.destroy()
  }
}

export function broken(how = "a line of it makes no sense"): BackupError {
  return new BackupError(`This backup is damaged: ${how}. Take another one; nothing was changed.`)
}

function requireLength(first: number | undefined, length: number): void {
  const most = first === ROW ? MAX_ROW_BYTES : MAX_LINE_BYTES
  if (length > most) throw broken(`a line of it has more than ${most / 1024 / 1024} MB`)
}

function toWords(file: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  if (code === "ENOENT") return new BackupError(`There is no file ${file}.`)
  if (code === "EACCES") return new BackupError(`${file} may not be read by this user.`)
  if (code === "EISDIR") return new BackupError(`${file} is a folder. Name the backup's file.`)
  if (code === "Z_BUF_ERROR") return broken("its end is missing")
  if (code.startsWith("Z_")) return broken("it is no gzip file, or was changed")
  if (code.startsWith("E")) return new BackupError(`${file} cannot be read (${code}).`, { cause: error })
  return error
}
