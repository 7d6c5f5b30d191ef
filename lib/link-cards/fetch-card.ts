import type { Actor } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import type { PageCard } from "@/lib/content/document"
import { env } from "@/lib/env"
import { isAppError } from "@/lib/errors"
import { INTERNET, type Network } from "@/lib/fetch/network"
import { isFetchRefused, REFUSALS, type Refusal } from "@/lib/fetch/refusal"
import { safeFetch } from "@/lib/fetch/safe-fetch"
import { limitConcurrency } from "@/lib/limit-concurrency"
import { savePicture } from "@/lib/media/save-picture"
import { perProcess } from "@/lib/per-process"
import { type PageFacts, readPageFacts } from "./page-facts"

const MOST_PAGE_BYTES = 512 * 1024
const MOST_PICTURE_BYTES = 10 * 1024 * 1024
/** Smaller ones are a site's mark, not a picture of what is on the page. */
const LEAST_PICTURE_WIDTH = 120
const AT_ONCE = 4
const MOST_WAITING = 20

export type CardResult = { card: PageCard } | { card: null; reason: string }

/**
 * Looks at a page once and tells what it says of itself; its picture is stored here, made anew, so that no reader's browser
 * ever asks that site. Null, with the reason in words, where there is nothing to tell.
 * Throws `forbidden`, `too_many_requests`.
 */
export async function fetchCard(actor: Actor, url: string, network: Network = INTERNET): Promise<CardResult> {
  authorize(actor, "media.upload")
  if (env().LINK_CARDS === "0") return none("off")
  return perProcess("link cards", () => limitConcurrency(AT_ONCE, MOST_WAITING))(async () => {
    try {
      const page = await safeFetch(
        url,
        { types: ["text/html", "application/xhtml+xml"], mostBytes: MOST_PAGE_BYTES, cut: true },
        network,
      )
      return await toCard(actor, readPageFacts(page.bytes, page.charset, page.url), network)
    } catch (error) {
      if (isFetchRefused(error)) return none(error.refusal)
      throw error
    }
  })
}

function none(refusal: Refusal): CardResult {
  return { card: null, reason: `No preview: ${REFUSALS[refusal]} The plain link stays.` }
}

async function toCard(actor: Actor, facts: PageFacts, network: Network): Promise<CardResult> {
  const { title, description, site, image } = facts
  if (title === "") return { card: null, reason: "No preview: the page does not say what it is. The plain link stays." }
  const picture = image ? await storePicture(actor, image, network) : null
  return {
    card: {
      title,
      ...(description && description !== title ? { description } : {}),
      ...(site ? { site } : {}),
      ...(picture ? { picture } : {}),
    },
  }
}

/** The page's picture, stored here; null where there is none that we take: a card does without. */
async function storePicture(actor: Actor, url: string, network: Network): Promise<PageCard["picture"] | null> {
  try {
    const { bytes } = await safeFetch(url, { types: ["image/"], mostBytes: MOST_PICTURE_BYTES }, network)
    const { id: mediaId, width, height } = await savePicture(actor, bytes)
    return width < LEAST_PICTURE_WIDTH ? null : { mediaId, width, height }
  } catch (error) {
    if (isFetchRefused(error)) return null
    if (isAppError(error) && error.code.startsWith("picture_")) return null
    throw error
  }
}
