import { type NetworkPolicy, publicNetwork } from "@/lib/fetch/network"
import { safeFetch } from "@/lib/fetch/safe-fetch"
import { PICTURE_LIMITS } from "@/lib/media/picture-limits"
import type { RemoteAddress } from "./receiver"

const MAX_ANSWER_BYTES = 256 * 1024
const PICTURE_TIMEOUT_MS = 20_000

/** The JSON answer of a source's own service. Throws `FetchError`. */
export async function fetchServiceJson(url: string, authorization?: string): Promise<unknown> {
  const types = ["application/json", "text/json"]
  const { bytes } = await safeFetch(url, {
    types,
    mostBytes: MAX_ANSWER_BYTES,
    ...(authorization ? { authorization } : {}),
  })
  return JSON.parse(new TextDecoder().decode(bytes))
}

/** The bytes of a picture. Telegram serves photos as `application/octet-stream`: decoding decides. Throws `FetchError`. */
export async function fetchServicePicture(
  { url, authorization }: RemoteAddress,
  network: NetworkPolicy = publicNetwork,
): Promise<Uint8Array> {
  const types = ["image/", "application/octet-stream"]
  const wanted = { types, mostBytes: PICTURE_LIMITS.bytes, timeoutMs: PICTURE_TIMEOUT_MS }
  const { bytes } = await safeFetch(url, { ...wanted, ...(authorization ? { authorization } : {}) }, network)
  return bytes
}
