import { expect, it } from "vitest"
import { isPublicAddress } from "@/lib/address-ranges"

const PRIVATE = [
  ...["127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ...["169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1"],
  ...["203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1"],
  ...["fe80::1", "fe80::1%eth0", "fc00::1", "fd00::8", "fd00:ec2::254", "ff02::1", "100::1", "2001:db8::1"],
  ...["2001::1", "2002:7f00:1::", "3fff::1", "5f00::1", "2606:4700::1111%eth0"],
]

it("what is this machine, a network of its own or nothing at all is no public address", () => {
  expect(PRIVATE.filter(isPublicAddress)).toEqual([])
})

it("what is no address at all is none either", () => {
  for (const wrong of ["", "localhost", "0x7f.1", "2130706433", "127.1", "8.8.8.8 ", "[2606:4700::1111]"])
    expect(isPublicAddress(wrong)).toBe(false)
})

it("addresses of the public internet are", () => {
  const all = ["8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "169.253.0.1", "2606:4700::1111", "2a00::1"]
  expect(all.filter((address) => !isPublicAddress(address))).toEqual([])
})
