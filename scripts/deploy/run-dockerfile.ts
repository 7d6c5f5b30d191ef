import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import { type DockerStage, parseDockerfile, readIgnored, readVariables } from "./dockerfile"

/**
 * Does what a Dockerfile says, without Docker: each stage in a folder of its own below `root`, on this machine's system. Returns
 * the last stage and where its files are. Throws with the words of the step that failed.
 */
export function runDockerfile(root: string, say: (words: string) => void): { stage: DockerStage; folder: string } {
  const stages = parseDockerfile(readFileSync("Dockerfile", "utf8"))
  const isIgnored = readIgnored(readFileSync(".dockerignore", "utf8"))
  const folderOf = (stage: DockerStage) => path.join(root, stage.name ?? `stage-${stages.indexOf(stage)}`)
  for (const stage of stages) {
    const folder = folderOf(stage)
    let place = folder
    for (const { instruction, value } of stage.steps) {
      say(`${instruction} ${value}`.slice(0, 110))
      if (instruction === "WORKDIR") place = makeFolder(path.join(folder, value))
      if (instruction === "RUN") run(value, place, readVariables(stage))
      if (instruction === "COPY") copy(value, { place, folder, sourceOf, isIgnored })
    }
  }
  const last = stages.at(-1)
  if (!last) throw new Error("The Dockerfile has no stage.")
  return { stage: last, folder: folderOf(last) }

  function sourceOf(name: string): string {
    const stage = stages.find((each) => each.name === name)
    if (!stage) throw new Error(`There is no stage ${name}.`)
    return folderOf(stage)
  }
}

type Copy = {
  place: string
  folder: string
  sourceOf: (name: string) => string
  isIgnored: (file: string) => boolean
}

function copy(value: string, { place, folder, sourceOf, isIgnored }: Copy): void {
  const words = value.split(/\s+/)
  const from = words[0]?.startsWith("--from=") ? words.shift()?.slice("--from=".length) : undefined
  const target = words.pop() ?? "."
  const into = path.resolve(place, target.startsWith("/") ? path.join(folder, target) : target)
  for (const word of words) {
    const source = from ? path.join(sourceOf(from), word) : path.resolve(word)
    if (!existsSync(source)) throw new Error(`COPY ${value}: ${source} is not there.`)
    const isFile = statSync(source).isFile()
    const end = isFile && (target.endsWith("/") || words.length > 1) ? path.join(into, path.basename(source)) : into
    const filter = (file: string) => from !== undefined || file === source || !isIgnored(path.relative(".", file))
    cpSync(source, end, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, filter })
  }
}

function run(command: string, cwd: string, variables: Record<string, string>): void {
  const env = { ...process.env, ...variables }
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { cwd, env, encoding: "utf8" })
  if (status !== 0) throw new Error(`RUN ${command} ended with ${status}:\n${stdout}\n${stderr}`)
}

function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  return folder
}
