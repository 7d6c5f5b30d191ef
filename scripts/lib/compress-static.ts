import { readdirSync } from "node:fs"
import { readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"

const STATIC = path.join(".next", "static")
const COMPRESSIBLE = /\.(js|css|svg|json|txt)$/
/** Below this size the answer's head outweighs what compression saves. */
const MIN_BYTES = 512
const CONCURRENCY = 4

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/**
 * Writes a Brotli and a gzip copy beside every text file of the build, at their highest levels, so that no request pays
 * for compression. Names carry their contents' hash: a copy that exists is right.
 */
export async function compressStatic(): Promise<void> {
  const files = listStatic()
  const known = new Set(files)
  const pending = files.filter((file) => COMPRESSIBLE.test(file) && !known.has(`${file}.br`))
  const compressNext = async (): Promise<void> => {
    for (let file = pending.pop(); file; file = pending.pop()) await compress(file)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, compressNext))
}

function listStatic(): string[] {
  return readdirSync(STATIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < MIN_BYTES) return
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  await writeFile(`${file}.gz`, await gzipped(bytes, { level: 9 }))
  await writeFile(`${file}.br`, await brotli(bytes, { params }))
}
