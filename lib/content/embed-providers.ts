import type { EmbedKindLabel } from "./embed-kinds"

/** How an iframe is shown: `aspect` (width / height) or a fixed `height` keeps its place before it loads. */
export type EmbedFrame = {
  /** `{host}` stands for the host of our page, which some players ask for. */
  src: string
  /** What it is, for the button: "video", "post", "map" ... */
  label: EmbedKindLabel
  size: { aspect: number } | { height: number }
}

type Provider = { name: string; hosts: readonly string[]; frame: (url: URL) => EmbedFrame | null }

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
  {
    name: "Bluesky",
    hosts: ["bsky.app"],
    frame(url) {
      const [, who, id] = match(url, /^\/profile\/([\w.:-]{3,253})\/post\/(\w{10,20})\/?$/)
      return id
        ? {
            src: `https://embed.bsky.app/embed/${who}/app.bsky.feed.post/${id}`,
            label: "post",
            size: { height: 480 },
          }
        : null
    },
  },
  {
    name: "Facebook",
    hosts: ["facebook.com", "www.facebook.com", "m.facebook.com", "web.facebook.com"],
    frame: facebook,
  },
  {
    name: "Threads",
    hosts: ["threads.com", "www.threads.com", "threads.net", "www.threads.net"],
    frame(url) {
      const [, who, id] = match(url, /^\/@([\w.]{1,30})\/post\/([\w-]{5,40})\/?$/)
      return id
        ? { src: `https://www.threads.com/@${who}/post/${id}/embed`, label: "post", size: { height: 600 } }
        : null
    },
  },
  {
    name: "Twitch",
    hosts: ["twitch.tv", "www.twitch.tv", "m.twitch.tv", "clips.twitch.tv"],
    frame: twitch,
  },
  {
    name: "Dailymotion",
    hosts: ["dailymotion.com", "www.dailymotion.com", "dai.ly"],
    frame(url) {
      const [, id] = match(
        url,
        url.hostname === "dai.ly" ? /^\/(\w{5,12})\/?$/ : /^\/(?:embed\/)?video\/(\w{5,12})\/?$/,
      )
      return id ? { src: `https://geo.dailymotion.com/player.html?video=${id}`, label: "video", size: WIDE } : null
    },
  },
  {
    name: "Reddit",
    hosts: ["reddit.com", "www.reddit.com", "old.reddit.com", "new.reddit.com"],
    frame(url) {
      const [, place, id] = match(url, /^\/(r\/\w{2,21}|user\/[\w-]{3,20})\/comments\/(\w{4,10})(?:\/[^/]*)?\/?$/)
      return id
        ? { src: `https://embed.reddit.com/${place}/comments/${id}/?embed=true`, label: "post", size: { height: 480 } }
        : null
    },
  },
  {
    name: "Apple Podcasts",
    hosts: ["podcasts.apple.com", "embed.podcasts.apple.com"],
    frame(url) {
      const [, country, id] = match(url, /^\/(?:([a-z]{2})\/)?podcast\/(?:[^/]{1,200}\/)?id(\d{5,12})\/?$/)
      const episode = pick(url.searchParams.get("i"), /^\d{5,16}$/)
      const at = `https://embed.podcasts.apple.com/${country ?? "us"}/podcast/id${id}`
      return id
        ? { src: episode ? `${at}?i=${episode}` : at, label: "audio", size: { height: episode ? 175 : 450 } }
        : null
    },
  },
  {
    name: "Infogram",
    hosts: ["infogram.com", "www.infogram.com", "e.infogram.com"],
    frame(url) {
      const [, id] = match(url, /^\/((?:[\w-]{1,100}-)?1[a-z0-9]{10,24}|[0-9a-f]{8}-[0-9a-f-]{27})\/?$/)
      return id ? { src: `https://e.infogram.com/${id}?src=embed`, label: "chart", size: { height: 560 } } : null
    },
  },
]

function youtube(url: URL): EmbedFrame | null {
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

function facebook(url: URL): EmbedFrame | null {
  const [, page, kind, id] = match(url, /^\/([\w.-]{1,80})\/(posts|videos)\/(?:[^/]{1,200}\/)?(\w{5,120})\/?$/)
  const [, reel] = match(url, /^\/reel\/(\d{5,25})\/?$/)
  const watched = /^\/watch\/?$/.test(url.pathname) ? pick(url.searchParams.get("v"), /^\d{5,25}$/) : null
  const plugin = (name: string, path: string) =>
    `https://www.facebook.com/plugins/${name}.php?href=${encodeURIComponent(`https://www.facebook.com/${path}`)}`
  if (reel) return { src: plugin("video", `reel/${reel}`), label: "video", size: TALL }
  const video = watched ? `watch/?v=${watched}` : id && kind === "videos" ? `${page}/videos/${id}` : null
  if (video) return { src: plugin("video", video), label: "video", size: WIDE }
  return id
    ? { src: `${plugin("post", `${page}/posts/${id}`)}&show_text=true`, label: "post", size: { height: 600 } }
    : null
}

function twitch(url: URL): EmbedFrame | null {
  const at = (what: string, where = "player.twitch.tv/?") =>
    ({ src: `https://${where}${what}&parent={host}&autoplay=false`, label: "video", size: WIDE }) as const
  const clips = url.hostname === "clips.twitch.tv"
  const [, clip] = match(url, clips ? /^\/([\w-]{4,100})\/?$/ : /^\/\w{3,25}\/clip\/([\w-]{4,100})\/?$/)
  if (clip) return at(`clip=${clip}`, "clips.twitch.tv/embed?")
  const [, video] = match(url, /^\/videos\/(\d{5,15})\/?$/)
  if (video) return at(`video=${video}`)
  const [, channel] = match(url, /^\/(?!(?:directory|downloads|jobs|settings|search|turbo|prime)\/?$)(\w{3,25})\/?$/)
  return channel && !clips ? at(`channel=${channel}`) : null
}

function match(url: URL, pattern: RegExp): (string | undefined)[] {
  return pattern.exec(url.pathname) ?? []
}

function pick(value: string | null | undefined, pattern: RegExp): string | null {
  return value && pattern.test(value) ? value : null
}
