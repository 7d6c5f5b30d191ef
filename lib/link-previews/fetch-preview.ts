import type { LinkPreview } from "@/lib/content/document"
import { type Embed, resolveEmbed } from "@/lib/content/embeds"
import { nameLink } from "@/lib/content/link-name"
import { env } from "@/lib/env"
import { isAppError } from "@/lib/errors"
import { FETCH_ERRORS, type FetchErrorCode, isFetchRefused } from "@/lib/fetch/fetch-error"
import { type NetworkPolicy, publicNetwork } from "@/lib/fetch/network"
import { safeFetch } from "@/lib/fetch/safe-fetch"
import { savePicture } from "@/lib/media/save-picture"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { providerAddress, readProviderAnswer } from "./ask-provider"
import type { PageMetadata } from "./parse-metadata.js"
import { readInWorker } from "./read-in-worker"

/** What a page says of itself stands at its beginning; nothing beyond is read. */
const MAX_PAGE_BYTES = 64 * 1024
const MAX_PICTURE_BYTES = 10 * 1024 * 1024
/** Smaller ones are a site's mark, not a picture of what is on the page. */
const MIN_PICTURE_WIDTH = 120
const JSON_TYPES = ["application/json", "text/json", "text/javascript"]
const CONCURRENCY = 4
const MAX_WAITING = 20

/** `player`: the address is a short form of one that has a player. */
export type LinkPreviewResult =
  | { card: LinkPreview; player?: undefined }
  | { card: null; reason: string; player?: string }

/**
 * Looks at a page once and tells what it says of itself; its picture is stored here, made anew, so that no reader's browser
 * ever asks that site. Null, with the reason in words, where there is nothing to tell.
 * Throws `forbidden`, `too_many_requests`.
 */
export async function fetchLinkPreview(
  actor: Actor,
  url: string,
  network: NetworkPolicy = publicNetwork,
): Promise<LinkPreviewResult> {
  authorize(actor, "media.upload")
  if (env().LINK_CARDS === "0") return none("off")
  const inTurn = singleton("link cards", () => createSemaphore(CONCURRENCY, MAX_WAITING))
  const embed = resolveEmbed(url)
  if (embed?.kind === "player") return inTurn(() => fetchPlayerCard(actor, embed, network))
  return inTurn(async () => {
    let player: string | null = null
    const onRedirect = (next: URL) => {
      if (resolveEmbed(next.href)?.kind === "player") player = next.href
    }
    try {
      const page = await safeFetch(
        url,
        { types: ["text/html", "application/xhtml+xml"], mostBytes: MAX_PAGE_BYTES, cut: true, onRedirect },
        network,
      )
      if (player) return toPlayer(player)
      const facts = await readInWorker(page)
      // Where the beginning says nothing, the rest may: a page that was cut off is named by its host.
      const isCut = page.bytes.byteLength >= MAX_PAGE_BYTES
      const title = facts.title || (isCut ? (nameLink(page.url.href)?.host ?? "") : "")
      return await toCard(actor, { ...facts, title }, network)
    } catch (error) {
      // Some sites lead to the address, and show it to people alone.
      if (isFetchRefused(error)) return player ? toPlayer(player) : none(error.refusal)
      throw error
    }
  })
}

/** What the provider says of a post or video; its picture is stored here. */
async function fetchPlayerCard(actor: Actor, embed: Embed, network: NetworkPolicy): Promise<LinkPreviewResult> {
  const address = providerAddress(embed)
  if (!address) return { card: null, reason: `${embed.provider} offers no previews.` }
  try {
    const { bytes } = await safeFetch(address, { types: JSON_TYPES, mostBytes: MAX_PAGE_BYTES }, network)
    const said = readProviderAnswer(new TextDecoder().decode(bytes), embed)
    if (!said) return { card: null, reason: `${embed.provider} says nothing of this ${embed.label}.` }
    const picture = said.image ? await storePicture(actor, said.image, network) : null
    return { card: { ...said.card, site: embed.provider, ...(picture ? { picture } : {}) } }
  } catch (error) {
    if (isFetchRefused(error)) return none(error.refusal)
    throw error
  }
}

function toPlayer(player: string): LinkPreviewResult {
  return { card: null, player, reason: "The link leads to a player, which stands in its place." }
}

function none(refusal: FetchErrorCode): LinkPreviewResult {
  return { card: null, reason: `No preview: ${FETCH_ERRORS[refusal]} The plain link stays.` }
}

async function toCard(actor: Actor, facts: PageMetadata, network: NetworkPolicy): Promise<LinkPreviewResult> {
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
async function storePicture(actor: Actor, url: string, network: NetworkPolicy): Promise<LinkPreview["picture"] | null> {
  try {
    const { bytes } = await safeFetch(url, { types: ["image/"], mostBytes: MAX_PICTURE_BYTES }, network)
    const { id: mediaId, width, height } = await savePicture(actor, bytes)
    return width < MIN_PICTURE_WIDTH ? null : { mediaId, width, height }
  } catch (error) {
    if (isFetchRefused(error)) return null
    if (isAppError(error) && error.code.startsWith("picture_")) return null
    throw error
  }
}
