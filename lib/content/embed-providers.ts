import { facebook, googleMaps, match, type Provider, pick, TALL, twitch, vimeo, WIDE, youtube } from "./embed-frames"
import { MORE_PROVIDERS } from "./more-embed-providers"

/** Google's maps stand on its site of every country. */
const GOOGLE_HOSTS =
  "com de at ch fr es it nl be pl se no dk fi ie pt gr cz ro hu ca co.uk co.jp co.in com.au com.br com.mx com.tr com.ua"
    .split(" ")
    .flatMap((ending) => [`google.${ending}`, `www.google.${ending}`, `maps.google.${ending}`])

/** What stands where names of users and tracks do, and is none. */
const SOUNDCLOUD =
  /^\/(?!(?:discover|you|charts|search|stream|pages|upload|settings|tags|feed|jobs|terms-of-use)\/)([\w-]{1,60})\/(sets\/)?(?!(?:tracks|albums|sets|reposts|likes|followers|following|popular-tracks|comments)\/?$)([\w-]{1,120})(?:\/s-\w{5,20})?\/?$/

/** The allow-list. A new provider is one entry here. */
export const EMBED_PROVIDERS: readonly Provider[] = [
  {
    name: "YouTube",
    hosts: [
      "youtube.com",
      "www.youtube.com",
      "m.youtube.com",
      "music.youtube.com",
      "youtu.be",
      "youtube-nocookie.com",
      "www.youtube-nocookie.com",
    ],
    frame: youtube,
  },
  {
    name: "Vimeo",
    hosts: ["vimeo.com", "www.vimeo.com", "player.vimeo.com"],
    frame: vimeo,
  },
  {
    name: "X",
    hosts: [
      "x.com",
      "www.x.com",
      "mobile.x.com",
      "twitter.com",
      "www.twitter.com",
      "mobile.twitter.com",
      "platform.twitter.com",
      "fxtwitter.com",
      "vxtwitter.com",
      "fixupx.com",
    ],
    frame(url) {
      const [, inPath] = match(url, /^\/(?:\w{1,20}|i\/web)\/status(?:es)?\/(\d{1,25})(?:\/.*)?$/)
      const framed = url.pathname === "/embed/Tweet.html" ? pick(url.searchParams.get("id"), /^\d{1,25}$/) : null
      const id = inPath ?? framed
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
    hosts: ["instagram.com", "www.instagram.com", "m.instagram.com", "instagr.am", "www.instagr.am", "ddinstagram.com"],
    frame(url) {
      const [, kind, id] = match(
        url,
        /^\/(?:[\w.]{1,30}\/)?(p|reels?|tv)\/(?!audio\/?$|videos\/?$)([\w-]{5,40})(?:\/embed(?:\/captioned)?)?\/?$/,
      )
      return id
        ? {
            src: `https://www.instagram.com/${kind === "reels" ? "reel" : kind}/${id}/embed/captioned/`,
            label: "post",
            size: { height: 680 },
          }
        : null
    },
  },
  {
    name: "TikTok",
    hosts: ["tiktok.com", "www.tiktok.com", "m.tiktok.com"],
    frame(url) {
      const [, id] = match(
        url,
        /^\/(?:@[\w.]{1,30}\/(?:video|photo)|embed(?:\/v2)?|player\/v1|v)\/(\d{8,25})(?:\.html)?\/?$/,
      )
      return id ? { src: `https://www.tiktok.com/player/v1/${id}`, label: "video", size: TALL } : null
    },
  },
  {
    name: "Spotify",
    hosts: ["open.spotify.com"],
    frame(url) {
      const [, kind, id] = match(
        url,
        /^\/(?:intl-[a-z]{2}(?:-[a-z]{2})?\/|embed\/|embed-podcast\/|user\/[\w.-]{1,60}\/)?(track|album|playlist|episode|show|artist)\/([A-Za-z0-9]{22})\/?$/,
      )
      const height = kind === "track" || kind === "episode" ? 152 : 352
      return id ? { src: `https://open.spotify.com/embed/${kind}/${id}`, label: "audio", size: { height } } : null
    },
  },
  {
    name: "SoundCloud",
    hosts: ["soundcloud.com", "www.soundcloud.com", "m.soundcloud.com", "w.soundcloud.com"],
    frame(url) {
      const inner = url.hostname === "w.soundcloud.com" ? url.searchParams.get("url") : null
      // Its own embed code knows tracks by number.
      const numbered = pick(
        inner,
        /^https?:\/\/api\.soundcloud\.com\/(?:tracks|playlists)\/(?:soundcloud(?:%3A|:)\w+(?:%3A|:))?\d{3,12}$/,
      )
      if (numbered)
        return {
          src: `https://w.soundcloud.com/player/?url=${encodeURIComponent(numbered)}`,
          label: "audio",
          size: { height: numbered.includes("playlists") ? 450 : 166 },
        }
      const [, user, set, track] = match(url, SOUNDCLOUD)
      if (!track || url.hostname === "w.soundcloud.com") return null
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
      const isSite = url.hostname === "www.datawrapper.de"
      const [, id] = match(url, isSite ? /^\/_\/([A-Za-z0-9]{5})\/?$/ : /^\/([A-Za-z0-9]{5})(?:\/\d{1,6})?\/?$/)
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
    hosts: GOOGLE_HOSTS,
    frame: googleMaps,
  },
  {
    name: "Bluesky",
    hosts: ["bsky.app", "embed.bsky.app"],
    frame(url) {
      const [, profile, framed, id] = match(
        url,
        /^\/(?:profile\/([\w.:-]{3,253})\/post|embed\/([\w.:-]{3,253})\/app\.bsky\.feed\.post)\/(\w{10,20})\/?$/,
      )
      return id
        ? {
            src: `https://embed.bsky.app/embed/${profile ?? framed}/app.bsky.feed.post/${id}`,
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
      const [, who, id] = match(url, /^\/@([\w.]{1,30})\/post\/([\w-]{5,40})(?:\/embed)?\/?$/)
      return id
        ? { src: `https://www.threads.com/@${who}/post/${id}/embed`, label: "post", size: { height: 600 } }
        : null
    },
  },
  {
    name: "Twitch",
    hosts: ["twitch.tv", "www.twitch.tv", "m.twitch.tv", "clips.twitch.tv", "player.twitch.tv"],
    frame: twitch,
  },
  {
    name: "Dailymotion",
    hosts: ["dailymotion.com", "www.dailymotion.com", "dai.ly", "geo.dailymotion.com"],
    frame(url) {
      const [, id] = match(
        url,
        url.hostname === "dai.ly" ? /^\/(\w{5,12})\/?$/ : /^\/(?:embed\/)?video\/(\w{5,12})\/?$/,
      )
      const framed = url.hostname.startsWith("geo.") ? pick(url.searchParams.get("video"), /^\w{5,12}$/) : null
      const video = id ?? framed
      return video
        ? { src: `https://geo.dailymotion.com/player.html?video=${video}`, label: "video", size: WIDE }
        : null
    },
  },
  {
    name: "Reddit",
    hosts: [
      "reddit.com",
      "www.reddit.com",
      "old.reddit.com",
      "new.reddit.com",
      "m.reddit.com",
      "embed.reddit.com",
      "www.redditmedia.com",
    ],
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
  ...MORE_PROVIDERS,
]
