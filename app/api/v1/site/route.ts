import { editSite, getSiteForEditing } from "@/lib/edit-site-settings"
import { editHeadersSchema } from "@/lib/http/api-schema"
import { readJson } from "@/lib/http/body"
import { revisionEtag } from "@/lib/http/etag"
import { json } from "@/lib/http/response"
import { route } from "@/lib/http/route"
import { parseInput } from "@/lib/parse-input"
import type { StoredSite } from "@/lib/site-settings/read-settings"
import { editSiteSchema } from "@/lib/site-settings/settings-schema"

export const GET = route("token", async ({ actor }) => present(await getSiteForEditing(actor)))

export const PATCH = route("token", async ({ actor, request }) => {
  const headers = parseInput(editHeadersSchema, Object.fromEntries(request.headers))
  const wanted = parseInput(editSiteSchema, await readJson(request))
  return present(await editSite(actor, wanted, { revision: headers["if-match"] }))
})

function present({ settings, revision }: StoredSite): Response {
  return json(200, { ...settings, revision }, revisionEtag({ revision }))
}
