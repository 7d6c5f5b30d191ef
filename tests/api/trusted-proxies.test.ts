import { networkInterfaces } from "node:os"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { shortenAddress } from "@/lib/client-address"
import { DIAGNOSTICS_HEADER, makeDiagnosticsToken, SEEN_AS } from "@/lib/http/diagnostics"
import { type Product, startProduct } from "../../scripts/lib/start-product"
import { useServer } from "../setup/server"

const READER = "203.0.113.9"

// This machine's own addresses in its networks: who connects to one of them comes from it.
const NEIGHBOURS = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, address }) => !internal && !address.startsWith("fe80:"))
  .map(({ address }) => address)

describe.skipIf(NEIGHBOURS.length === 0)("what is said of where a reader is", () => {
  const { url, secrets } = useServer()
  const secret = secrets.AUTH_SECRET ?? ""
  let trusting: Product

  beforeAll(async () => {
    trusting = await startProduct({ env: { AUTH_SECRET: secret, TRUSTED_PROXIES: NEIGHBOURS.join(",") } })
  })
  afterAll(() => trusting.stop())

  /** As whom the product counts a request that comes by this address and claims to be for a reader. */
  async function seenAs(product: string, by: string): Promise<string | null> {
    const at = new URL("/api/ready", product)
    at.hostname = by.includes(":") ? `[${by}]` : by
    const headers = { [DIAGNOSTICS_HEADER]: makeDiagnosticsToken(secret, Date.now()), "x-forwarded-for": READER }
    return (await fetch(at, { headers })).headers.get(SEEN_AS)
  }

  it("is believed of this machine alone where nothing is set", async () => {
    expect(await seenAs(url, "127.0.0.1")).toBe(READER)
    for (const address of NEIGHBOURS) expect(await seenAs(url, address)).toBe(shortenAddress(address))
  })

  it("is believed of the proxies that TRUSTED_PROXIES names", async () => {
    for (const address of ["127.0.0.1", ...NEIGHBOURS]) expect(await seenAs(trusting.url, address)).toBe(READER)
  })
})
