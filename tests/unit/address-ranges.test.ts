import { expect, it } from "vitest"
import { isGlobal, isLoopback, isOwnNetwork, parseRange, plainAddress } from "@/lib/address-ranges"

const LOOPBACK = ["127.0.0.1", "127.255.255.254", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "::ffff:7f00:1"]
const OWN = [
  ...[
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "::ffff:10.1.2.3",
    "64:ff9b::a01:203",
  ],
  ...["fc00::1", "FD00::8", "fe80::1", "fe80::1%eth0", "febf::1"],
]
const GLOBAL = ["8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "169.253.0.1", "2606:4700::1111", "2a00::1"]
const NOBODYS = ["0.0.0.0", "100.64.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255", "::", "2001:db8::1", "ff02::1"]

it("every address is of this machine, of its network, of the public internet, or of nobody", () => {
  const sort = (address: string) =>
    [isLoopback, isOwnNetwork, isGlobal].filter((is) => is(address)).map(({ name }) => name)
  for (const address of LOOPBACK) expect([address, ...sort(address)]).toEqual([address, "isLoopback"])
  for (const address of OWN) expect([address, ...sort(address)]).toEqual([address, "isOwnNetwork"])
  for (const address of GLOBAL) expect([address, ...sort(address)]).toEqual([address, "isGlobal"])
  for (const address of [...NOBODYS, "", "localhost", "10.0.0"]) expect([address, ...sort(address)]).toEqual([address])
})

it("an address has one spelling, and an IPv4 address inside an IPv6 one is that IPv4 address", () => {
  const plain: [string, string | null][] = [
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["0:0:0:0:0:ffff:cb00:7109", "203.0.113.9"],
    ["64:ff9b::cb00:7109", "203.0.113.9"],
    ["64:ff9b:1::cb00:7109", "64:ff9b:1::cb00:7109"],
    ["FE80::1%eth0", "fe80::1"],
    ["::203.0.113.9", "::203.0.113.9"],
    ["0x7f.1", null],
    ["", null],
  ]
  for (const [address, wanted] of plain) expect([address, plainAddress(address)]).toEqual([address, wanted])
})

it("a range is an address, a network with its length, or a word", () => {
  expect(parseRange("10.0.0.5")).toEqual([["10.0.0.5", 32]])
  expect(parseRange("fd00::/8")).toEqual([["fd00::", 8]])
  expect(parseRange("private")?.length).toBe(6)
  for (const wrong of ["", "*", "constructor", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8.5"])
    expect(parseRange(wrong)).toBeNull()
})
