import { type EmbedFrame, match, type Provider, pick, TALL, WIDE } from "./embed-frames"

const post = (src: string, height = 600): EmbedFrame => ({ src, label: "post", size: { height } })
const video = (src: string, size: EmbedFrame["size"] = WIDE): EmbedFrame => ({ src, label: "video", size })
const audio = (src: string, height: number): EmbedFrame => ({ src, label: "audio", size: { height } })

/** Servers of Mastodon that many write on. Any other could be anything: pages may take frames from named ones only. */
export const MASTODON_HOSTS =
  "mastodon.social mastodon.online mastodon.world mstdn.social mstdn.ca mstdn.jp mas.to fosstodon.org hachyderm.io infosec.exchange techhub.social chaos.social social.coop troet.cafe norden.social journa.host newsie.social mastodon.nl aus.social c.im universeodon.com mastodonapp.uk toot.community ohai.social ioc.exchange det.social sciences.social mathstodon.xyz social.bund.de ec.social-network.europa.eu".split(
    " ",
  )

/** Further providers of `EMBED_PROVIDERS`. */
export const MORE_PROVIDERS: readonly Provider[] = [
  {
    name: "Mastodon",
    hosts: MASTODON_HOSTS,
    frame(url) {
      const [, who, id] = match(
        url,
        /^\/(?:web\/)?(?:@|users\/)([\w.-]{1,60}(?:@[\w.-]{3,100})?)\/(?:statuses\/)?(\d{15,20})(?:\/embed)?\/?$/,
      )
      // What another server wrote is only shown there.
      return id && who && !who.includes("@") ? post(`https://${url.hostname}/@${who}/${id}/embed`, 480) : null
    },
  },
  {
    name: "Telegram",
    hosts: ["t.me", "telegram.me"],
    frame(url) {
      const [, channel, id] = match(
        url,
        /^\/(?:s\/)?(?!(?:c|s|joinchat|addstickers|share|proxy|iv)\/)([a-z]\w{3,31})\/(\d{1,9})\/?$/i,
      )
      return id ? post(`https://t.me/${channel}/${id}?embed=1`, 480) : null
    },
  },
  {
    name: "LinkedIn",
    hosts: ["linkedin.com", "www.linkedin.com"],
    frame(url) {
      const [, kind, id] = match(url, /^\/(?:embed\/)?feed\/update\/urn:li:(activity|share|ugcPost):(\d{15,22})\/?$/)
      const [, slugKind, slugId] = match(
        url,
        /^\/posts\/[^/]{1,300}-(activity|share|ugcPost)-(\d{15,22})(?:-[\w-]{1,10})?\/?$/,
      )
      const [what, which] = [kind ?? slugKind, id ?? slugId]
      return which ? post(`https://www.linkedin.com/embed/feed/update/urn:li:${what}:${which}`) : null
    },
  },
  {
    name: "Apple Music",
    hosts: ["music.apple.com", "embed.music.apple.com"],
    frame(url) {
      const [, country, kind, id] = match(
        url,
        /^\/([a-z]{2})\/(album|playlist|song|music-video)\/(?:[^/]{1,200}\/)?(\d{5,12}|pl\.[\w-]{6,60})\/?$/,
      )
      const song = pick(url.searchParams.get("i"), /^\d{5,12}$/)
      const at = `https://embed.music.apple.com/${country}/${kind}/${id}`
      return id ? audio(song ? `${at}?i=${song}` : at, song || kind === "song" ? 175 : 450) : null
    },
  },
  {
    name: "Streamable",
    hosts: ["streamable.com", "www.streamable.com"],
    frame(url) {
      const [, id] = match(
        url,
        /^\/(?:[eso]\/)?(?!(?:login|signup|terms|privacy|pricing|support|about|upload|videos?|blog|help|create|clipper)\/?$)([a-z0-9]{4,8})\/?$/,
      )
      return id ? video(`https://streamable.com/e/${id}`) : null
    },
  },
  {
    name: "Tableau",
    hosts: ["public.tableau.com"],
    frame(url) {
      const [, book, view] = match(
        url,
        /^\/(?:views|(?:app\/)?profile\/[^/]{1,80}\/viz)\/([\w.%-]{1,120})\/([\w.%-]{1,120})\/?$/,
      )
      return view
        ? {
            src: `https://public.tableau.com/views/${book}/${view}?:embed=true&:showVizHome=no`,
            label: "chart",
            size: { height: 620 },
          }
        : null
    },
  },
  {
    name: "DocumentCloud",
    hosts: ["documentcloud.org", "www.documentcloud.org", "embed.documentcloud.org", "beta.documentcloud.org"],
    frame(url) {
      const [, id] = match(url, /^\/documents\/(\d{4,12}(?:-[\w.-]{1,200}?)?)(?:\.html)?\/?$/)
      return id ? post(`https://embed.documentcloud.org/documents/${id}/?embed=1`, 700) : null
    },
  },
  {
    name: "BBC",
    hosts: ["bbc.com", "www.bbc.com", "bbc.co.uk", "www.bbc.co.uk"],
    frame(url) {
      const [, id] = match(url, /^\/news\/(?:av-embeds\/|av\/(?:[a-z-]{1,60}-)?)(\d{6,10})(?:\/[\w/-]{1,100})?\/?$/)
      return id ? video(`https://www.bbc.com/news/av-embeds/${id}`) : null
    },
  },
  {
    name: "Rumble",
    hosts: ["rumble.com", "www.rumble.com"],
    frame(url) {
      // The id in the address of a page is another one than its player's.
      const [, id] = match(url, /^\/embed\/(v[\w.]{4,20})\/?$/)
      return id ? video(`https://rumble.com/embed/${id}/`) : null
    },
  },
  {
    name: "VK",
    hosts: ["vk.com", "www.vk.com", "m.vk.com", "vkvideo.ru", "www.vkvideo.ru"],
    frame(url) {
      const [, owner, id] = match(url, /^\/(?:video|clip)(-?\d{1,12})_(\d{4,12})\/?$/)
      return id ? video(`https://vk.com/video_ext.php?oid=${owner}&id=${id}`) : null
    },
  },
  {
    name: "Acast",
    hosts: ["shows.acast.com", "play.acast.com", "embed.acast.com"],
    frame(url) {
      const [, show, episode] = match(url, /^\/(?:s\/)?([\w-]{2,100})\/(?:episodes\/)?([\w-]{2,160})\/?$/)
      return episode && show !== "s" && !/^(about|episodes|s)$/.test(episode)
        ? audio(`https://embed.acast.com/${show}/${episode}`, 190)
        : null
    },
  },
  {
    name: "Mixcloud",
    hosts: ["mixcloud.com", "www.mixcloud.com"],
    frame(url) {
      const [, who, what] = match(
        url,
        /^\/(?!discover\/|search\/|categories\/|advertise\/)([\w-]{2,60})\/(?!(?:uploads|favorites|listens|playlists|stream|followers|following)\/?$)([\w%-]{2,160})\/$/,
      )
      return what
        ? audio(`https://player-widget.mixcloud.com/widget/iframe/?feed=${encodeURIComponent(`/${who}/${what}/`)}`, 120)
        : null
    },
  },
  {
    name: "TED",
    hosts: ["ted.com", "www.ted.com", "embed.ted.com"],
    frame(url) {
      const [, talk] = match(url, /^\/talks\/([a-z]\w{5,160}_\w{2,160})\/?$/)
      return talk ? video(`https://embed.ted.com/talks/${talk}`) : null
    },
  },
  {
    name: "GIPHY",
    hosts: ["giphy.com", "www.giphy.com"],
    frame(url) {
      const [, id] = match(url, /^\/(?:gifs|embed|clips)\/(?:[\w-]{1,200}-)?([A-Za-z0-9]{10,24})\/?$/)
      return id ? video(`https://giphy.com/embed/${id}`, { aspect: 4 / 3 }) : null
    },
  },
  {
    name: "Pinterest",
    hosts: [
      "pinterest.com",
      "www.pinterest.com",
      "pinterest.de",
      "www.pinterest.de",
      "pinterest.co.uk",
      "www.pinterest.co.uk",
    ],
    frame(url) {
      const [, id] = match(url, /^\/pin\/(?:[\w-]{1,200}--)?(\d{8,20})\/?$/)
      return id
        ? { src: `https://assets.pinterest.com/ext/embed.html?id=${id}`, label: "post", size: { height: 560 } }
        : null
    },
  },
  {
    name: "Kick",
    hosts: ["player.kick.com"],
    frame(url) {
      const [, channel] = match(url, /^\/([\w-]{3,30})\/?$/)
      return channel ? video(`https://player.kick.com/${channel}`, url.searchParams.has("tall") ? TALL : WIDE) : null
    },
  },
]
