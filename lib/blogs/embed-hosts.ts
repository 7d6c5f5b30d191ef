import { z } from "zod"

const MAX_HOSTS = 50
const MAX_HOST_CHARACTERS = 260
/** Every site, chosen on purpose. */
export const ANY_HOST = "*"

const WRONG = "Write one site per line, as in www.example.org or *.example.org, or * for every site."
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
const HOST = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*(?::\\d{1,5})?$`)

/** A site as people paste it: with https:// before it, a slash after it, capitals, letters of any script. */
const hostField = z
  .string()
  .max(MAX_HOST_CHARACTERS, WRONG)
  .transform(toHost)
  .pipe(z.string().refine((host) => host === ANY_HOST || HOST.test(host), WRONG))

/** Who may embed a blog. An empty list: no site. */
export const embedHostsField = z
  .array(hostField)
  .max(MAX_HOSTS, `Name at most ${MAX_HOSTS} sites.`)
  .transform((hosts) => (hosts.includes(ANY_HOST) ? [ANY_HOST] : [...new Set(hosts)]))

function toHost(typed: string): string {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/$/, "")
  const [, wildcard = "", name = "", port = ""] = /^(\*\.)?([^:]*)(:\d+)?$/.exec(bare) ?? []
  return bare === ANY_HOST || !/[^\0-\x7f]/.test(name) ? bare : `${wildcard}${toAsciiName(name)}${port}`
}

// The form that browsers compare; what is no name stays as it is, and is refused.
function toAsciiName(name: string): string {
  return URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname : name
}
