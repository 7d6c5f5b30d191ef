import { createHash, type Hash } from "node:crypto"
import type { Totals } from "./format"

/** Adds up the rows of a backup, table by table, while they are written or read. */
export class RunningTotals {
  private readonly done: Totals["tables"] = []
  private name: string | null = null
  private rows = 0
  private hash: Hash = createHash("sha256")

  begin(name: string): void {
    this.finish()
    this.name = name
    this.rows = 0
    this.hash = createHash("sha256")
  }

  add(line: string): void {
    this.rows += 1
    this.hash.update(line).update("\n")
  }

  total(): Totals {
    this.finish()
    const all = createHash("sha256")
    for (const { name, rows, sha256 } of this.done) all.update(`${name} ${rows} ${sha256}\n`)
    return { tables: this.done, sha256: all.digest("hex") }
  }

  private finish(): void {
    if (this.name !== null) this.done.push({ name: this.name, rows: this.rows, sha256: this.hash.digest("hex") })
    this.name = null
  }
}
