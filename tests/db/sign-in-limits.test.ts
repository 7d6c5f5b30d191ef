import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { hashPassword, verifyPassword } from "@/lib/auth/password"
import { consumeRateLimit } from "@/lib/auth/rate-limit"
import { signIn } from "@/lib/auth/sign-in"
import { getClientAddress } from "@/lib/client-address"
import { db } from "@/lib/db/client"
import { env } from "@/lib/env"
import { useDatabase } from "../setup/database"
import { makePerson, PASSWORD } from "./people-helpers"

const MINUTE_MS = 60_000

describe("guessing passwords", () => {
  useDatabase()
  let email = ""

  beforeEach(async () => {
    email = (await makePerson("admin")).email
  })
  afterEach(async () => {
    await db().rateLimit.deleteMany()
  })

  function guess(password: string, address = ""): Promise<string> {
    const headers = new Headers(address ? { "x-forwarded-for": address } : {})
    return signIn({ email, password }, headers).then(
      () => "signed in",
      (error) => error.code,
    )
  }

  it("is over after ten tries, though they come at the same moment and from many addresses", async () => {
    const tries = Array.from({ length: 30 }, (_, n) => guess("wrong but long enough", `203.0.113.${n}`))
    const answers = await Promise.all(tries)
    expect(answers.filter((each) => each === "wrong_credentials")).toHaveLength(10)
    expect(answers.filter((each) => each === "too_many_requests")).toHaveLength(20)
    expect(await guess(PASSWORD)).toBe("too_many_requests")
  })

  it("is over after ten tries in all, whichever of several processes they come to", async () => {
    const processes = await Promise.all([startGuessing(), startGuessing()])
    const answers = await Promise.all(
      processes.map(async (child, n) => {
        const answered = once(child, "message")
        child.send({ email, times: 12, address: `203.0.113.${n}` })
        const [codes] = (await answered) as [string[]]
        return codes
      }),
    )
    for (const child of processes) child.kill("SIGKILL")
    expect(answers.flat().filter((each) => each === "wrong_credentials")).toHaveLength(10)
    expect(answers.flat().filter((each) => each === "too_many_requests")).toHaveLength(14)
    // This one is the third process.
    expect(await guess(PASSWORD)).toBe("too_many_requests")
  })

  it("is possible again ten minutes after the tries, not before", async () => {
    await Promise.all(Array.from({ length: 10 }, () => guess("wrong but long enough")))
    const shift = async (minutes: number) => {
      const rows = await db().rateLimit.findMany()
      for (const { key, hits } of rows) {
        const earlier = hits.map((time) => new Date(time.getTime() - minutes * MINUTE_MS))
        await db().rateLimit.update({ where: { key }, data: { hits: earlier } })
      }
    }
    await shift(9)
    expect(await guess(PASSWORD)).toBe("too_many_requests")
    await shift(1.1)
    expect(await guess(PASSWORD)).toBe("signed in")
  })

  it("starts to count anew after the right password", async () => {
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(Array.from({ length: 9 }, () => guess("wrong but long enough")))
      expect(await guess(PASSWORD)).toBe("signed in")
    }
  })

  it("is limited per address across accounts, an IPv6 customer counting as one", async () => {
    const address = (last: number) => getClientAddress(new Headers({ "x-forwarded-for": `2001:db8:1:2::${last}` }))
    const count = (n: number) => consumeRateLimit({ account: `person${n}@example.org`, address: address(n) })
    const counted = await Promise.allSettled(Array.from({ length: 70 }, (_, n) => count(n)))
    expect(counted.filter((each) => each.status === "fulfilled")).toHaveLength(60)
    expect(await guess(PASSWORD, "2001:db8:1:2::ffff")).toBe("too_many_requests")
    expect(await guess(PASSWORD, "2001:db8:1:3::1")).toBe("signed in")
  })
})

async function startGuessing(): Promise<ChildProcess> {
  const child = fork(path.resolve("tests/setup/guess-process.ts"), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, DATABASE_URL: env().DATABASE_URL },
  })
  await once(child, "message")
  return child
}

describe("a kept password", () => {
  it("is hashed by scrypt with 2^15, 8, 3 and its own salt", async () => {
    const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
    expect(one).toMatch(/^scrypt:32768:8:3:[\w-]{22}:[\w-]{43}$/)
    expect(one).not.toBe(two)
    expect(await verifyPassword({ hash: one, password: PASSWORD })).toBe(true)
    expect(await verifyPassword({ hash: one, password: `${PASSWORD} ` })).toBe(false)
  })

  it("costs little memory, however many people sign in at once", async () => {
    const before = process.memoryUsage.rss()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 10)
    await Promise.all(Array.from({ length: 20 }, () => hashPassword(PASSWORD)))
    clearInterval(watch)
    expect(most - before).toBeLessThan(100 * 1024 * 1024)
  })
})
