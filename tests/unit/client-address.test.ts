import { describe, expect, it } from "vitest"
import { getClientAddress, resolveAddress } from "@/lib/client-address"

describe("the address a request is counted under", () => {
  it("is the other end of the connection; what a stranger writes into headers does not matter", () => {
    expect(resolveAddress("203.0.113.9", "198.51.100.1")).toBe("203.0.113.9")
    expect(resolveAddress("::ffff:203.0.113.9", undefined)).toBe("203.0.113.9")
  })

  it("is what the proxy saw, when a proxy of ours stands in front", () => {
    for (const proxy of ["127.0.0.1", "::1", "::ffff:10.0.0.2", "172.20.0.3", "192.168.1.1", "fd00::1"]) {
      expect(resolveAddress(proxy, "6.6.6.6, 203.0.113.9")).toBe("203.0.113.9")
    }
    expect(resolveAddress("127.0.0.1", "unknown")).toBe("127.0.0.1")
  })

  it("is the network of an IPv6 customer, however it is written", () => {
    const of = (address: string) => getClientAddress(new Headers({ "x-forwarded-for": address }))
    expect(of("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64")
    expect(of("2001:DB8:1:2::9")).toBe("2001:db8:1:2::/64")
    expect(of("2001:0db8:0001:0002::")).toBe("2001:db8:1:2::/64")
    expect(of("2001:db8::9")).toBe("2001:db8:0:0::/64")
    expect(of("::1")).toBe("0:0:0:0::/64")
    expect(of("::ffff:203.0.113.9")).toBe("203.0.113.9")
  })

  it("is unknown when nobody tells, or tells nonsense", () => {
    expect(getClientAddress(new Headers())).toBeNull()
    expect(getClientAddress(new Headers({ "x-forwarded-for": "<script>" }))).toBeNull()
  })
})
