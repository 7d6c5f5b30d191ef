import { cutWords } from "@/lib/cut-text"

const POINT = /^\s*[-*•]\s+/

/** A blog's summary: its text, and apart from it the lines that begin with a dash. */
export function splitSummary(summary: string): { lead: string; points: string[] } {
  const lines = summary.split("\n").filter((line) => line.trim() !== "")
  return {
    lead: lines.filter((line) => !POINT.test(line)).join("\n"),
    points: lines.filter((line) => POINT.test(line)).map((line) => line.replace(POINT, "")),
  }
}

/** A blog's summary on one line without marks of lists; without a text, its points. */
export function summaryLine(summary: string, characters: number): string {
  const { lead, points } = splitSummary(summary)
  return cutWords((lead || points.join(" – ")).replaceAll(/\s+/g, " ").trim(), characters)
}
