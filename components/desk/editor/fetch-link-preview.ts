import * as z from "zod/mini"
import { type LinkPreview, linkPreviewSchema } from "@/lib/content/document"
import { isWebUrl } from "@/lib/content/url"
import { ERRORS } from "@/lib/errors"

const URL = "/api/desk/link-card"

const answerSchema = z.union([
  z.object({ card: z.nullable(linkPreviewSchema), reason: z.optional(z.string()), player: z.optional(z.string()) }),
  z.object({ error: z.object({ message: z.string() }) }),
])

/** What the page behind an address says of itself; the server looks, never this browser. Why not, in words. */
export async function requestLinkPreview(
  url: string,
): Promise<{ card: LinkPreview } | { player: string } | { failed: string }> {
  try {
    const response = await fetch(URL, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ url }),
    })
    const answer = answerSchema.safeParse(await response.json())
    if (!answer.success) return { failed: ERRORS.internal.message }
    if ("error" in answer.data) return { failed: answer.data.error.message }
    const { card, reason, player } = answer.data
    if (player && isWebUrl(player)) return { player }
    return card ? { card } : { failed: reason ?? "No preview." }
  } catch {
    return { failed: "The server could not be reached. The plain link stays; get the preview later." }
  }
}
