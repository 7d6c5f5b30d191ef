import { describe, expect, it } from "vitest"
import { DEVICE_COOKIE_SECONDS, readCookie, readDevice, renewDevice } from "@/lib/auth/device-cookie"

const secret = "what-this-installation-signs-with"
const ADA = { secret, account: "ada@example.org" }
const BOB = { secret, account: "bob@example.org" }

describe("the cookie by which an account knows a browser", () => {
  it("is for that account alone, and names nobody", () => {
    const cookie = renewDevice("", ADA)
    expect(readDevice(cookie, ADA)).toMatch(/^[\w-]{22}$/)
    expect(readDevice(cookie, BOB)).toBeNull()
    expect(cookie).not.toContain("ada")
    expect(encodeURIComponent(cookie)).toBe(cookie)
  })

  it("is of this installation alone", () => {
    const cookie = renewDevice("", ADA)
    expect(readDevice(cookie, { ...ADA, secret: "of another installation" })).toBeNull()
    const [madeAt = "", device = "", signature = ""] = cookie.split(".")
    const later = `${(Number.parseInt(madeAt, 36) + 1).toString(36)}.${device}.${signature}`
    const other = `${madeAt}.${"A".repeat(22)}.${signature}`
    for (const forged of [later, other, `${madeAt}.${device}.`, device, "", "~~~", "a.b.c"])
      expect([forged, readDevice(forged, ADA)]).toEqual([forged, null])
  })

  it("is a new one after each sign-in, and one of several people who share a browser", () => {
    const first = renewDevice("", ADA)
    const both = renewDevice(first, BOB)
    expect([readDevice(both, ADA), readDevice(both, BOB)]).toEqual([readDevice(first, ADA), expect.any(String)])
    const again = renewDevice(both, ADA)
    expect(readDevice(again, ADA)).not.toBe(readDevice(first, ADA))
    expect(again.split("~")).toHaveLength(2)
  })

  it("stays small, however many people sign in there and whatever a browser sends", () => {
    let cookie = "x~".repeat(10_000)
    for (let n = 0; n < 20; n += 1) cookie = renewDevice(cookie, { secret, account: `p${n}@example.org` })
    expect(cookie.length).toBeLessThan(800)
    expect(readDevice(cookie, { secret, account: "p19@example.org" })).not.toBeNull()
    expect(readDevice(cookie, { secret, account: "p0@example.org" })).toBeNull()
  })

  it("is over after a year", () => {
    const now = Date.now()
    const cookie = renewDevice("", { ...ADA, now })
    const later = (seconds: number) => readDevice(cookie, { ...ADA, now: now + seconds * 1000 })
    expect(later(DEVICE_COOKIE_SECONDS - 10)).not.toBeNull()
    expect(later(DEVICE_COOKIE_SECONDS + 10)).toBeNull()
  })

  it("is found among others by its whole name", () => {
    const headers = new Headers({ cookie: "a-device=1; device=2; device=3; other=device=4" })
    expect(readCookie(headers, "device")).toBe("2")
    expect(readCookie(headers, "vice")).toBe("")
    expect(readCookie(new Headers(), "device")).toBe("")
  })
})
