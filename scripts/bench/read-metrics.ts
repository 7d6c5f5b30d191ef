import type { Subject } from "./subject"

/** For the environment of a product whose numbers are to be read. */
export const METRICS = { METRICS_TOKEN: "a-token-for-the-numbers-of-a-bench" }

/** The sum of all lines of one of the product's own numbers. */
export async function readMetric({ port }: Subject, name: string): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS.METRICS_TOKEN}` }
  const text = await (await fetch(`http://127.0.0.1:${port}/api/metrics`, { headers })).text()
  const lines = text.split("\n").filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
  if (lines.length === 0) throw new Error(`The product tells no ${name}.`)
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0)
}
