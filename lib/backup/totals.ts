import { createHash, type Hash } from "node:crypto"
import type { Totals } from "./format"

/** Adds up a backup, its header and the rows table by table, while it is written or read. */
export class RunningTotals {
  private readonly done: Totals["tables"] = []
  private name: string | null = null
  private rows = 0
  private hash: Hash = createHash("sha256")

  constructor(private readonly headerLine: string) {}

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

  /** The header is not part of the content's hash: equal contents have equal ones, whenever they were taken. */
  total(format: number): Totals {
    this.finish()
    const all = createHash("sha256")
    for (const { name, rows, sha256 } of this.done) all.update(`${name} ${rows} ${sha256}\n`)
    const content = { tables: this.done, sha256: all.digest("hex") }
    if (format < 2) return content
    return { ...content, header: createHash("sha256").update(this.headerLine).digest("hex") }
  }

  private finish(): void {
    if (this.name !== null) this.done.push({ name: this.name, rows: this.rows, sha256: this.hash.digest("hex") })
    this.name = null
  }
}
