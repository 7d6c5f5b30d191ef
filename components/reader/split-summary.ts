const POINT = /^\s*[-*•]\s+/

/** A blog's summary: its text, and apart from it the lines that begin with a dash. */
export function splitSummary(summary: string): { lead: string; points: string[] } {
  const lines = summary.split("\n").filter((line) => line.trim() !== "")
  return {
    lead: lines.filter((line) => !POINT.test(line)).join("\n"),
    points: lines.filter((line) => POINT.test(line)).map((line) => line.replace(POINT, "")),
  }
}
