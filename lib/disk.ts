import { mkdir, stat } from "node:fs/promises"
import path from "node:path"

/** Why a file or a folder cannot be used, and what to do about it. */
export type DiskProblem = { words: string; fix: string }

const MAKE_ROOM = "Make room on this disk, or use one with more of it."
const GIVE = "Give it to the user that this runs as (chown), or use another folder."

const PROBLEMS: Record<string, DiskProblem> = {
  EACCES: { words: "this user may not write there", fix: GIVE },
  EPERM: { words: "this user may not write there", fix: GIVE },
  EROFS: { words: "the disk can only be read", fix: "Mount it for writing, or use another folder." },
  ENOSPC: { words: "no room is left on the disk", fix: MAKE_ROOM },
  EDQUOT: { words: "this user's share of the disk is used up", fix: MAKE_ROOM },
  EFBIG: { words: "the disk takes no file of that size", fix: "Use another disk." },
  ENOTDIR: { words: "a file stands where a folder must be", fix: "Move the file away, or use another folder." },
  EEXIST: { words: "a file stands where a folder must be", fix: "Move the file away, or use another folder." },
  EISDIR: { words: "a folder stands where a file must be", fix: "Move that folder away, or use another one." },
  ENOENT: { words: "nothing can be made there", fix: "Use a folder on a disk." },
  ELOOP: { words: "a link there leads to itself", fix: "Remove the link, or use another folder." },
  ENAMETOOLONG: { words: "its name is too long", fix: "Use a shorter one." },
  EIO: { words: "the disk fails", fix: "Look into the system's log, and use another disk." },
  EMFILE: { words: "too many files are open", fix: "Raise the limit of open files (ulimit -n)." },
  ENFILE: { words: "too many files are open", fix: "Raise the limit of open files (fs.file-max)." },
}

const NETWORK = /^(connect|listen|bind|accept|getaddrinfo|query)/

/** What the system's refusal of a file or folder means; null for an error that is none. */
export function toDiskProblem(error: unknown): DiskProblem | null {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return null
  if (NETWORK.test(String(error.syscall))) return null
  return PROBLEMS[String(error.code)] ?? { words: error.message, fix: "Use another folder." }
}

/** Makes a folder, and those above it. Node's own way tries for ever where a system makes none, such as below /proc. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : ""
    if (code === "EEXIST" && (await stat(folder)).isDirectory()) return
    const above = path.dirname(folder)
    if (code !== "ENOENT" || (await stat(above).catch(() => null))) throw error
    await makeFolder(above)
    await mkdir(folder)
  }
}
