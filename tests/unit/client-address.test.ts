import type { IncomingMessage } from "node:http"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { parseEnv } from "@/lib/env"

type ClientAddress = typeof import("@/lib/client-address")

/** The module as a process with this setting has it: the environment is read once. */
async function withProxies(trusted: string): Promise<ClientAddress> {
  vi.resetModules()
  process.env.TRUSTED_PROXIES = trusted
  return import("@/lib/client-address")
}

afterEach(() => {
  delete process.env.TRUSTED_PROXIES
})

describe("the address a request is counted under", () => {
  let unset: ClientAddress

  beforeEach(async () => {
    unset = await withProxies("")
  })

  it("is the other end of the connection; what a stranger writes into headers does not matter", () => {
    const { resolveAddress } = unset
    expect(resolveAddress("203.0.113.9", "198.51.100.1")).toBe("203.0.113.9")
    expect(resolveAddress("::ffff:203.0.113.9", undefined)).toBe("203.0.113.9")
  })

  it("is what the proxy saw, when a proxy on this machine stands in front", () => {
    const { resolveAddress } = unset
    for (const proxy of ["127.0.0.1", "::1", "::ffff:127.0.0.2", "::ffff:7f00:1"])
      expect(resolveAddress(proxy, "6.6.6.6, 203.0.113.9")).toBe("203.0.113.9")
    expect(resolveAddress("127.0.0.1", "unknown")).toBe("127.0.0.1")
  })

  it("is that of a machine in the same network, which is believed no more than a stranger, link-local ones too", () => {
    const { resolveAddress } = unset
    const peers = ["10.0.0.2", "172.20.0.3", "192.168.1.1", "169.254.3.4", "100.64.0.1", "fd00::1", "fe80::1"]
    for (const peer of peers) expect(resolveAddress(peer, "203.0.113.9")).toBe(peer)
    expect(resolveAddress("::ffff:10.0.0.2", "203.0.113.9")).toBe("10.0.0.2")
    expect(resolveAddress("fe80::1%eth0", "203.0.113.9")).toBe("fe80::1")
  })

  it("is what the proxies that TRUSTED_PROXIES names saw, and not what their neighbours say", async () => {
    const { resolveAddress } = await withProxies("10.0.0.5, 172.16.0.0/12, 2001:db8::/64")
    for (const proxy of ["10.0.0.5", "::ffff:10.0.0.5", "172.31.255.255", "2001:db8::9", "127.0.0.1"])
      expect(resolveAddress(proxy, "203.0.113.9")).toBe("203.0.113.9")
    for (const other of ["10.0.0.6", "172.32.0.1", "192.168.1.1", "2001:db8:0:1::9", "fe80::1"])
      expect(resolveAddress(other, "203.0.113.9")).toBe(other)
  })

  it("is what any private or link-local neighbour saw, where TRUSTED_PROXIES says private", async () => {
    const { resolveAddress } = await withProxies("private")
    for (const proxy of ["10.0.0.2", "172.20.0.3", "192.168.1.1", "169.254.3.4", "fd00::1", "fe80::1%eth0"])
      expect(resolveAddress(proxy, "203.0.113.9")).toBe("203.0.113.9")
    for (const other of ["100.64.0.1", "172.32.0.1", "8.8.8.8", "2001:db8::1"])
      expect(resolveAddress(other, "203.0.113.9")).toBe(other)
  })

  it("is the network of an IPv6 customer, however it is written", () => {
    const of = (address: string) => unset.getClientAddress(new Headers({ "x-forwarded-for": address }))
    expect(of("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64")
    expect(of("2001:DB8:1:2::9")).toBe("2001:db8:1:2::/64")
    expect(of("2001:0db8:0001:0002::")).toBe("2001:db8:1:2::/64")
    expect(of("2001:db8::9")).toBe("2001:db8:0:0::/64")
    expect(of("::1")).toBe("0:0:0:0::/64")
    for (const spelling of ["::ffff:203.0.113.9", "::ffff:cb00:7109", "::FFFF:CB00:7109", "64:ff9b::203.0.113.9"])
      expect(of(spelling)).toBe("203.0.113.9")
  })

  it("is unknown when nobody tells, or tells nonsense", () => {
    expect(unset.getClientAddress(new Headers())).toBeNull()
    expect(unset.getClientAddress(new Headers({ "x-forwarded-for": "<script>" }))).toBeNull()
  })
})

describe("the address a held connection is counted under", () => {
  it("is nobody's for a proxy that does not say whom it speaks for, and a neighbour's own where it is none", async () => {
    const { toReaderAddress } = await withProxies("10.0.0.5,fe80::/10")
    for (const proxy of ["127.0.0.1", "::1", "10.0.0.5", "fe80::7%eth0", ""]) expect(toReaderAddress(proxy)).toBe("")
    expect(toReaderAddress("10.0.0.6")).toBe("10.0.0.6")
    expect(toReaderAddress("169.254.0.9")).toBe("169.254.0.9")
    expect(toReaderAddress("fd00::1")).toBe("fd00:0:0:0::/64")
  })
})

describe("TRUSTED_PROXIES", () => {
  it("takes addresses, ranges and words, and refuses what is none of these before anything starts", () => {
    const good = "10.0.0.5, 10.0.0.0/8,::1/128 , fd00::/8,private,loopback"
    expect(parseEnv({ TRUSTED_PROXIES: good }).TRUSTED_PROXIES).toHaveLength(6)
    expect(parseEnv({}).TRUSTED_PROXIES).toEqual([])
    for (const bad of ["nginx", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "10.0.0.5/", "fe80::1%eth0", "10.0.0.0/8/8"])
      expect(() => parseEnv({ TRUSTED_PROXIES: bad }), bad).toThrow(/TRUSTED_PROXIES.*such as 10\.0\.0\.5/)
  })
})

describe("a neighbour that names a reader and is not believed", () => {
  it("is told of in the log, once, with what to set", async () => {
    const { noteClientAddress } = await withProxies("")
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true)
    const from = (remoteAddress: string, forwarded?: string) =>
      noteClientAddress({
        headers: forwarded ? { "x-forwarded-for": forwarded } : {},
        socket: { remoteAddress },
      } as unknown as IncomingMessage)
    from("127.0.0.1", "203.0.113.9")
    from("8.8.8.8", "203.0.113.9")
    from("172.18.0.1")
    expect(written).not.toHaveBeenCalled()
    from("::ffff:172.18.0.1", "203.0.113.9")
    from("::ffff:172.18.0.1", "203.0.113.9")
    expect(written.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
      expect.objectContaining({ event: "proxy.untrusted", address: "172.18.0.1" }),
    ])
    expect(String(written.mock.calls[0]?.[0])).toContain("set TRUSTED_PROXIES")
    written.mockRestore()
  })
})
