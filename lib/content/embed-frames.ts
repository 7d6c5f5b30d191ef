import type { EmbedKindLabel } from "./embed-kinds"
import { isWebUrl } from "./url"

/** How an iframe is shown: `aspect` (width / height) or a fixed `height` keeps its place before it loads. */
export type EmbedFrame = {
  /** `{host}` stands for the host of our page, which some players ask for. */
  src: string
  /** What it is, for the button: "video", "post", "map" ... */
  label: EmbedKindLabel
  size: { aspect: number } | { height: number }
}

export type Provider = { name: string; hosts: readonly string[]; frame: (url: URL) => EmbedFrame | null }

export const WIDE = { aspect: 16 / 9 }
export const TALL = { aspect: 9 / 16 }

export function match(url: URL, pattern: RegExp): (string | undefined)[] {
  return pattern.exec(url.pathname) ?? []
}

export function pick(value: string | null | undefined, pattern: RegExp): string | null {
  return value && pattern.test(value) ? value : null
}

/** The first of these parameters that is a time, in seconds: "90", "90s", "1h2m3s", "1:30". Behind "#", too. */
function startOf(url: URL, ...names: string[]): number | null {
  const behind = new URLSearchParams(url.hash.slice(1))
  for (const name of names) {
    const value = url.searchParams.get(name) ?? behind.get(name)
    const seconds = value ? toSeconds(value.trim()) : null
    if (seconds) return seconds
  }
  return null
}

function toSeconds(time: string): number | null {
  if (/^\d{1,6}(\.\d{1,6})?s?$/.test(time)) return Math.floor(Number.parseFloat(time))
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})$/.exec(time)
  const [, hours, minutes, seconds] = clock ?? /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/i.exec(time) ?? []
  if (!hours && !minutes && !seconds) return null
  return Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
}

const LIST = /^(?:PL|UU|FL|OL|LL|RD|EL)[\w-]{8,60}$/

export function youtube(url: URL): EmbedFrame | null {
  const host = "https://www.youtube-nocookie.com/embed/"
  const channel = url.pathname.startsWith("/embed/live_stream")
    ? pick(url.searchParams.get("channel"), /^UC[\w-]{22}$/)
    : null
  if (channel) return { src: `${host}live_stream?channel=${channel}&rel=0`, label: "video", size: WIDE }
  const list = pick(url.searchParams.get("list"), LIST)
  if (list && /^\/(playlist|embed\/videoseries)\/?$/.test(url.pathname))
    return { src: `${host}videoseries?list=${list}&rel=0`, label: "video", size: WIDE }
  const [, kind, inPath] = match(url, /^\/(embed|live|shorts|v|e|vi)\/([\w-]+)\/?$/)
  const [, short] = url.hostname === "youtu.be" ? match(url, /^\/([\w-]+)\/?$/) : []
  const watched = url.hostname !== "youtu.be" && /^\/watch\/?$/.test(url.pathname) ? url.searchParams.get("v") : null
  // Two names of eleven letters that are no videos.
  const id = pick(inPath ?? short ?? watched, /^(?!live_stream$|videoseries$)[\w-]{11}$/)
  if (!id) return null
  const start = startOf(url, "t", "start", "time_continue")
  return {
    src: `${host}${id}?rel=0${start ? `&start=${start}` : ""}`,
    label: "video",
    size: kind === "shorts" ? TALL : WIDE,
  }
}

export function vimeo(url: URL): EmbedFrame | null {
  const [, show, showId] = match(url, /^\/(event|showcase|album)\/(\d{3,15})(?:\/embed)?\/?$/)
  if (showId)
    return {
      src: `https://vimeo.com/${show === "event" ? "event" : "showcase"}/${showId}/embed`,
      label: "video",
      size: WIDE,
    }
  const [, id, hash] = match(
    url,
    /^\/(?:video\/|channels\/[\w-]{1,80}\/|groups\/[\w-]{1,80}\/videos\/|(?:album|showcase)\/\d{1,15}\/video\/|ondemand\/[\w-]{1,80}\/)?(\d{4,15})(?:\/([a-f0-9]{6,20}))?\/?$/,
  )
  if (!id) return null
  const secret = hash ?? pick(url.searchParams.get("h"), /^[a-f0-9]{6,20}$/)
  const start = startOf(url, "t")
  return {
    src: `https://player.vimeo.com/video/${id}?dnt=1${secret ? `&h=${secret}` : ""}${start ? `#t=${start}s` : ""}`,
    label: "video",
    size: WIDE,
  }
}

export function facebook(url: URL): EmbedFrame | null {
  // Its own embed code has the address of the post within.
  const inner = /^\/plugins\/(post|video)\.php$/.test(url.pathname) ? url.searchParams.get("href") : null
  if (inner && isWebUrl(inner))
    return /(^|\.)facebook\.com$/.test(new URL(inner).hostname)
      ? facebook(new URL(new URL(inner).pathname + new URL(inner).search, "https://www.facebook.com"))
      : null
  const [, page, kind, id] = match(
    url,
    /^\/(?!groups\/|events\/|help\/)([\w.-]{1,80})\/(posts|videos)\/(?:[^/]{1,200}\/)?(\w{5,120})\/?$/,
  )
  const [, reel] = match(url, /^\/reels?\/(\d{5,25})\/?$/)
  const watched = /^\/(watch(\/live)?|video\.php)\/?$/.test(url.pathname)
    ? pick(url.searchParams.get("v"), /^\d{5,25}$/)
    : null
  const plugin = (name: string, path: string) =>
    `https://www.facebook.com/plugins/${name}.php?href=${encodeURIComponent(`https://www.facebook.com/${path}`)}`
  if (reel) return { src: plugin("video", `reel/${reel}`), label: "video", size: TALL }
  const video = watched ? `watch/?v=${watched}` : id && kind === "videos" ? `${page}/videos/${id}` : null
  if (video) return { src: plugin("video", video), label: "video", size: WIDE }
  const story = /^\/(permalink|story)\.php$/.test(url.pathname)
    ? pick(url.searchParams.get("story_fbid"), /^\w{5,120}$/)
    : null
  const by = pick(url.searchParams.get("id"), /^\d{5,25}$/)
  const post = story && by ? `permalink.php?story_fbid=${story}&id=${by}` : id ? `${page}/posts/${id}` : null
  return post ? { src: `${plugin("post", post)}&show_text=true`, label: "post", size: { height: 600 } } : null
}

const NO_CHANNELS =
  "directory|downloads|jobs|settings|search|turbo|prime|login|signup|store|wallet|drops|friends|messages|inventory|subscriptions|videos|following|p|user|team|legal|products|about"
const NO_CHANNEL = new RegExp(`^/(?!(?:${NO_CHANNELS})/?$)(\\w{3,25})/?$`)

export function twitch(url: URL): EmbedFrame | null {
  const at = (what: string, where = "player.twitch.tv/?") =>
    ({ src: `https://${where}${what}&parent={host}&autoplay=false`, label: "video", size: WIDE }) as const
  if (url.hostname === "player.twitch.tv") {
    const [video, channel] = [
      pick(url.searchParams.get("video"), /^v?\d{5,15}$/),
      pick(url.searchParams.get("channel"), /^\w{3,25}$/),
    ]
    return video ? at(`video=${video.replace("v", "")}`) : channel ? at(`channel=${channel}`) : null
  }
  const clips = url.hostname === "clips.twitch.tv"
  const [, named] = match(url, clips ? /^\/(?!embed\/?$)([\w-]{4,100})\/?$/ : /^\/\w{3,25}\/clip\/([\w-]{4,100})\/?$/)
  const clip = named ?? (clips ? pick(url.searchParams.get("clip"), /^[\w-]{4,100}$/) : null)
  if (clip) return at(`clip=${clip}`, "clips.twitch.tv/embed?")
  const [, video] = match(url, /^\/(?:\w{3,25}\/v(?:ideo)?|videos)\/(\d{5,15})\/?$/)
  const start = startOf(url, "t")
  if (video) return at(`video=${video}${start ? `&time=${start}s` : ""}`)
  const [, channel] = match(url, NO_CHANNEL)
  return channel && !clips ? at(`channel=${channel}`) : null
}

const PLACE = /^[^<>"]{1,300}$/
const POINT = /@(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)(?:,(\d{1,2})(?:\.\d+)?z)?/

/** Every form in which Google's maps are copied. */
export function googleMaps(url: URL): EmbedFrame | null {
  const toMap = (src: string): EmbedFrame => ({ src, label: "map", size: { aspect: 4 / 3 } })
  const drawn = url.pathname === "/maps/embed" ? pick(url.searchParams.get("pb"), /^!1m[^<>"]{1,1800}$/) : null
  if (drawn) return toMap(`https://www.google.com/maps/embed?pb=${encodeURIComponent(drawn)}`)
  const own = /^\/maps\/d\/(?:u\/\d\/)?(?:edit|viewer|embed)$/.test(url.pathname)
    ? pick(url.searchParams.get("mid"), /^[\w-]{10,80}$/)
    : null
  if (own) return toMap(`https://www.google.com/maps/d/embed?mid=${own}`)
  if (!(url.hostname.startsWith("maps.") || /^\/maps(\/|$)/.test(url.pathname))) return null
  const query = (parameters: Record<string, string>) =>
    toMap(`https://www.google.com/maps?${new URLSearchParams({ ...parameters, output: "embed" })}`)
  const [, latitude, longitude, zoom] = POINT.exec(url.pathname) ?? []
  const point =
    latitude && longitude
      ? `${latitude},${longitude}`
      : (pick(url.searchParams.get("ll"), /^-?[\d.]{1,12},-?[\d.]{1,13}$/) ?? null)
  const near: Record<string, string> = { ...(point ? { ll: point } : {}), ...(zoom ? { z: zoom } : {}) }
  const [, from, to] = match(url, /^\/maps\/dir\/([^/]{1,300})\/([^/@]{1,300})/).map((part) => part && plain(part))
  if (from && to) return query({ saddr: from, daddr: to })
  const [, named] = match(url, /^\/maps\/(?:place|search)\/([^/]{1,300})/)
  const place = pick(
    named
      ? plain(named)
      : (url.searchParams.get("q") ?? url.searchParams.get("query") ?? url.searchParams.get("daddr")),
    PLACE,
  )
  if (place) return query({ q: place, ...near })
  return point ? query({ q: point, ...near }) : null
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "))
  } catch {
    return part
  }
}
