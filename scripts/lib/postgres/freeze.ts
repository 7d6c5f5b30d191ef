import { readFile } from "node:fs/promises"
import path from "node:path"

/** Stops a product's own database and its children without ending them, as a machine does that hangs. */
export async function freezeDatabase({ dataDir }: { dataDir: string }): Promise<{ thaw: () => void }> {
  const file = await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")
  const postmaster = Number(file.split("\n")[0])
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, "utf8")
  const tree = [postmaster, ...children.trim().split(" ").map(Number)]
  for (const pid of tree) process.kill(pid, "SIGSTOP")
  return { thaw: () => tree.forEach((pid) => void process.kill(pid, "SIGCONT")) }
}
