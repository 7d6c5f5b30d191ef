import { type ChildProcess, spawn } from "node:child_process"
import { closeSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { toDiskProblem } from "@/lib/disk"
import { elapsedSince } from "@/lib/elapsed"
import type { RunAs } from "./binaries"
import { endOrphan, USER } from "./cluster"
import { describeServerFailure, openPostgresLog, type PostgresFailure, readPostgresFailure } from "./server-log"

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 6_000
const CONNECT_INTERVAL_MS = 50
const TELL_AFTER_MS = 5_000

// What PostgreSQL answers who connects: a wrong password, a start that goes on, no connection left.
const [REFUSED, NOT_YET, FULL] = ["28P01", "57P03", "53300"]

export type Cluster = { folder: string; log: string; postgres: string; runAs: RunAs; password: string; port: number }
/** `isPassword`: it runs, and refuses the password. */
export type StartFailure = PostgresFailure & { isPassword?: boolean }

/** The one process of PostgreSQL on a cluster, started as often as it must be. */
export class PostgresServer {
  child: ChildProcess | null = null
  private over: Promise<string> = Promise.resolve("never started")
  private isStopped = false

  constructor(
    private readonly cluster: Cluster,
    private readonly say: (words: string) => void,
  ) {}

  /** Null once it answers; else why it does not, and then it does not run either. */
  async start(): Promise<StartFailure | null> {
    try {
      await endOrphan(this.cluster.folder, this.say)
      if (this.isStopped) return describeServerFailure("It is to be over")
      this.child = spawnPostgres(this.cluster)
      this.over = waitForEnd(this.child)
      const failure = await this.waitUntilItAnswers()
      if (failure) await this.end()
      return failure
    } catch (error) {
      await this.end()
      const problem = toDiskProblem(error)
      const words = error instanceof Error ? error.message : String(error)
      return problem ? { words, fix: problem.fix, mayPass: false } : describeServerFailure(words)
    }
  }

  /** Resolves when it is over, with how it ended. */
  ended(): Promise<string> {
    return this.over
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.isStopped = true
    await this.end()
  }

  private async end(): Promise<void> {
    if (!this.child || hasEnded(this.child)) return
    const { child } = this
    child.kill("SIGINT")
    const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS)
    await this.over
    clearTimeout(timer)
  }

  private async waitUntilItAnswers(): Promise<StartFailure | null> {
    const begun = Date.now()
    const over = this.over.then(
      (how) => readPostgresFailure(this.cluster.log) ?? describeServerFailure(`It ended (${how})`),
    )
    for (let told = false; ; ) {
      const outcome = await Promise.race([over, tryToConnect(urlOf(this.cluster, "postgres"))])
      if (outcome === null || "words" in outcome) return outcome
      const { code, message, isAnswer } = outcome
      if (code === REFUSED) return { ...describeServerFailure(message), isPassword: true }
      // As long as it repeats what a crash left undone.
      const isBusy = code === NOT_YET
      if (isAnswer && !isBusy) return code === FULL ? null : describeServerFailure(message)
      if (isBusy && !told && elapsedSince(begun) > TELL_AFTER_MS) {
        this.say("The database puts in order what a crash left; this can take some minutes …")
        told = true
      }
      if (!isBusy && elapsedSince(begun) > START_TIMEOUT_MS)
        return describeServerFailure(`It did not answer within ${START_TIMEOUT_MS / 1000} s (${message})`)
      await Promise.race([over, sleep(CONNECT_INTERVAL_MS)])
    }
  }
}

function spawnPostgres({ postgres, folder, port, log, runAs }: Cluster): ChildProcess {
  const settings = [
    `listen_addresses=127.0.0.1`,
    "unix_socket_directories=",
    "max_connections=80",
    "shared_buffers=128MB",
  ]
  const output = openPostgresLog(log, port)
  try {
    return spawn(postgres, ["-D", folder, "-p", String(port), ...settings.flatMap((each) => ["-c", each])], {
      detached: true,
      stdio: ["ignore", output, output],
      ...(runAs ?? {}),
    })
  } finally {
    closeSync(output)
  }
}

function waitForEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ? `by ${signal}` : `with code ${code}`))
    // A spawn that fails tells by `error` alone.
    child.once("error", (error) => resolve(error.message))
  })
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}

export function urlOf({ password, port }: Cluster, database: string): string {
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`
}

/** Null when there is an answer. */
async function tryToConnect(url: string): Promise<{ code: string; message: string; isAnswer: boolean } | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on("error", () => {})
  try {
    await client.connect()
    return null
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : ""
    const message = error instanceof Error ? error.message : String(error)
    // Only what PostgreSQL itself answers has a severity.
    const isAnswer = error instanceof Error && "severity" in error
    const detail = isAnswer && "detail" in error ? error.detail : null
    return { code, message: detail ? `${message}: ${detail}` : message, isAnswer }
  } finally {
    await client.end().catch(() => {})
  }
}
