/** One stage of a Dockerfile: what it begins with, its name, and its steps in order. */
export type DockerStage = { from: string; name: string | null; steps: DockerStep[] }
export type DockerStep = { instruction: string; value: string }

/** Reads a Dockerfile: comments and line breaks within a step are gone. Throws when it does not begin with FROM. */
export function parseDockerfile(text: string): DockerStage[] {
  const stages: DockerStage[] = []
  const whole = text.replace(/^\s*#.*\n/gm, "").replace(/\\\s*\n\s*/g, " ")
  for (const line of whole.split("\n").map((each) => each.trim())) {
    const [, instruction, value = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (!instruction) continue
    const [, from, name] = instruction === "FROM" ? (/^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(value) ?? []) : []
    const stage = stages.at(-1)
    if (from) stages.push({ from, name: name ?? null, steps: [] })
    else if (stage) stage.steps.push({ instruction, value })
    else throw new Error(`${instruction} stands before FROM.`)
  }
  return stages
}

/** The words of a command in the form that needs no shell: `["node", "file"]`. Throws when it is in another form. */
export function parseCommand(value: string): string[] {
  const words: unknown = JSON.parse(value.slice(value.indexOf("[")))
  if (Array.isArray(words) && words.every((word) => typeof word === "string")) return words
  throw new Error(`This command needs a shell: ${value}`)
}

/** The variables that a stage sets. */
export function readVariables({ steps }: DockerStage): Record<string, string> {
  const pairs = steps.filter(({ instruction }) => instruction === "ENV").flatMap(({ value }) => value.split(/\s+/))
  return Object.fromEntries(pairs.map((pair) => [pair.split("=")[0] ?? "", pair.slice(pair.indexOf("=") + 1)]))
}

/** Tells whether a file of the context stays out of the image, by the lines of .dockerignore. */
export function readIgnored(text: string): (file: string) => boolean {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"))
  const patterns = lines.map(
    (line) => new RegExp(`^${line.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*")}(/|$)`),
  )
  return (file) => patterns.some((pattern) => pattern.test(file))
}
