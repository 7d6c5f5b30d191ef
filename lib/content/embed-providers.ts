/** How an iframe is shown: `aspect` (width / height) or a fixed `height` keeps its place before it loads. */
export type Frame = {
  src: string
  /** What it is, for the button: "video", "post", "map" ... */
  label: EmbedLabel
  size: { aspect: number } | { height: number }
}
export type EmbedLabel = "video" | "post" | "audio" | "chart" | "map"

type Provider = { name: string; hosts: readonly string[]; frame: (url: URL) => Frame | null }

const WIDE = { aspect: 16 / 9 }
const TALL = { aspect: 9 / 16 }

/** The allow-list. A new provider is one entry here. */
export const EMBED_PROVIDERS: readonly Provider[] = [
  {
    name: "YouTube",
    hosts: [
      "youtube.com",
      "www.youtube.com",
      "m.youtube.com",
      "youtu.be",
      "youtube-nocookie.com",
      "www.youtube-nocookie.com",
    ],
    frame: youtube,
  },
  {
    name: "Vimeo",
    hosts: ["vimeo.com", "www.vimeo.com", "player.vimeo.com"],
    frame(url) {
      const [, id, hash] = match(url, /^\/(?:video\/)?(\d{4,15})(?:\/([a-f0-9]{6,20}))?\/?$/)
      const secret = hash ?? pick(url.searchParams.get("h"), /^[a-f0-9]{6,20}$/)
      return id
        ? {
            src: `https://player.vimeo.com/video/${id}?dnt=1${secret ? `&h=${secret}` : ""}`,
            label: "video",
            size: WIDE,
          }
        : null
    },
  },
  {
    name: "X",
    hosts: ["x.com", "www.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"],
    frame(url) {
      const [, id] = match(url, /^\/(?:\w{1,20}|i\/web)\/status\/(\d{1,25})(?:\/.*)?$/)
      return id
        ? {
            src: `https://platform.twitter.com/embed/Tweet.html?id=${id}&dnt=true`,
            label: "post",
            size: { height: 560 },
          }
        : null
    },
  },
  {
    name: "Instagram",
    hosts: ["instagram.com", "www.instagram.com"],
    frame(url) {
      const [, kind, id] = match(url, /^\/(?:[\w.]{1,30}\/)?(p|reel|tv)\/([\w-]{5,40})\/?$/)
      return id
        ? { src: `https://www.instagram.com/${kind}/${id}/embed/captioned/`, label: "post", size: { height: 680 } }
        : null
    },
  },
  {
    name: "TikTok",
    hosts: ["tiktok.com", "www.tiktok.com", "m.tiktok.com"],
    frame(url) {
      const [, id] = match(url, /^\/@[\w.]{1,30}\/video\/(\d{8,25})\/?$/)
      return id ? { src: `https://www.tiktok.com/player/v1/${id}`, label: "video", size: TALL } : null
    },
  },
  {
    name: "Spotify",
    hosts: ["open.spotify.com"],
    frame(url) {
      const [, kind, id] = match(
        url,
        /^\/(?:intl-[a-z]{2}\/)?(track|album|playlist|episode|show|artist)\/([A-Za-z0-9]{22})\/?$/,
      )
      const height = kind === "track" || kind === "episode" ? 152 : 352
      return id ? { src: `https://open.spotify.com/embed/${kind}/${id}`, label: "audio", size: { height } } : null
    },
  },
  {
    name: "SoundCloud",
    hosts: ["soundcloud.com", "www.soundcloud.com", "m.soundcloud.com"],
    frame(url) {
      const [, user, set, track] = match(url, /^\/([\w-]{1,60})\/(sets\/)?([\w-]{1,120})\/?$/)
      if (!track) return null
      const target = encodeURIComponent(`https://soundcloud.com/${user}/${set ?? ""}${track}`)
      return {
        src: `https://w.soundcloud.com/player/?url=${target}`,
        label: "audio",
        size: { height: set ? 450 : 166 },
      }
    },
  },
  {
    name: "Datawrapper",
    hosts: ["datawrapper.dwcdn.net", "www.datawrapper.de"],
    frame(url) {
      const [, id] = match(url, /^\/(?:_\/)?([A-Za-z0-9]{5})(?:\/\d{1,6})?\/?$/)
      return id ? { src: `https://datawrapper.dwcdn.net/${id}/`, label: "chart", size: { height: 460 } } : null
    },
  },
  {
    name: "Flourish",
    hosts: ["public.flourish.studio", "flo.uri.sh"],
    frame(url) {
      const [, kind, id] = match(url, /^\/(visualisation|story)\/(\d{1,12})(?:\/embed)?\/?$/)
      return id ? { src: `https://flo.uri.sh/${kind}/${id}/embed`, label: "chart", size: { height: 600 } } : null
    },
  },
  {
    name: "Google Maps",
    hosts: ["google.com", "www.google.com", "maps.google.com"],
    frame(url) {
      const place = url.pathname === "/maps/embed" ? pick(url.searchParams.get("pb"), /^!1m[^\s<>"']{1,1800}$/) : null
      return place
        ? {
            src: `https://www.google.com/maps/embed?pb=${encodeURIComponent(place)}`,
            label: "map",
            size: { aspect: 4 / 3 },
          }
        : null
    },
  },
]

function youtube(url: URL): Frame | null {
  const [, kind, inPath] = match(url, /^\/(embed|live|shorts|v)\/([\w-]+)\/?$/)
  const [, short] = url.hostname === "youtu.be" ? match(url, /^\/([\w-]+)\/?$/) : []
  const watched = url.hostname !== "youtu.be" && url.pathname === "/watch" ? url.searchParams.get("v") : null
  const id = pick(inPath ?? short ?? watched, /^[\w-]{11}$/)
  if (!id) return null
  const start = pick(url.searchParams.get("t") ?? url.searchParams.get("start"), /^\d{1,6}s?$/)
  const from = start ? `&start=${Number.parseInt(start, 10)}` : ""
  return {
    src: `https://www.youtube-nocookie.com/embed/${id}?rel=0${from}`,
    label: "video",
    size: kind === "shorts" ? TALL : WIDE,
  }
}

function match(url: URL, pattern: RegExp): (string | undefined)[] {
  return pattern.exec(url.pathname) ?? []
}

function pick(value: string | null | undefined, pattern: RegExp): string | null {
  return value && pattern.test(value) ? value : null
}
