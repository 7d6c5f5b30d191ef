import { LIMITS } from "./content-limits"

const LINK_PROTOCOLS = new Set(["http:", "https:", "mailto:", "tel:"])
const PHONE = /^tel:\+?[\d\s().-]{3,40}(?:;[\w=.-]{1,40})?$/i
/** A name of 253 characters and a port. What is longer is no host, and takes time by the square of its length to find out. */
const HOST_CHARACTERS = 260
const HOST = /^[^:]*:[/\\]*([^/\\?#]*)/

/** True for an absolute http, https, mailto or tel address; false for `javascript:`, `data:`, relative and broken ones. */
export function isLinkUrl(value: string): boolean {
  if (value.length > LIMITS.urlCharacters || hasLongHost(value) || !URL.canParse(value)) return false
  const url = new URL(value)
  if (url.protocol === "tel:" && !PHONE.test(value)) return false
  // "https://bank.example@evil.example" shows one host and opens another.
  return LINK_PROTOCOLS.has(url.protocol) && url.username === "" && url.password === ""
}

/** True for an absolute http or https address, which an embed or link card can stand for. */
export function isWebUrl(value: string): boolean {
  return isLinkUrl(value) && /^https?:/i.test(value.trim())
}

/** True for a host that is none, and takes long to be judged as one. */
export function hasLongHost(value: string): boolean {
  if (value.length <= HOST_CHARACTERS || /^(mailto|tel):/i.test(value)) return false
  return (HOST.exec(value)?.[1] ?? "").length > HOST_CHARACTERS
}
