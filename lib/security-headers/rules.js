/*
 * What a browser may do with our answers: the one table. Plain JavaScript, because `next.config.js` reads it too, which no
 * tool compiles.
 */

/** What any answer says, also those that programs read. */
export const EVERY_ANSWER = { "X-Content-Type-Options": "nosniff" }

/** What a page says besides. A player that a reader loads may open a window of its own. */
export const EVERY_PAGE = {
  ...EVERY_ANSWER,
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
}

/** What pages say instead that are for people with an account, an invitation or a secret link. */
export const PRIVATE_PAGE = {
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
}

/** What answers to our own pages and to programs say: no other site may take them in as a picture, script or font. */
export const FOR_US_ALONE = { ...EVERY_ANSWER, "Cross-Origin-Resource-Policy": "same-origin" }

/** Where the site is reached by https, browsers keep to it. Other hosts of the same domain are none of our business. */
export const BY_HTTPS = { "Strict-Transport-Security": "max-age=31536000" }

/** Where the frames of players come from: all that `lib/content/embed-providers.ts` makes, which a test compares. */
export const FRAME_ORIGINS = [
  "https://www.youtube-nocookie.com",
  "https://player.vimeo.com",
  "https://platform.twitter.com",
  "https://www.instagram.com",
  "https://www.tiktok.com",
  "https://open.spotify.com",
  "https://w.soundcloud.com",
  "https://datawrapper.dwcdn.net",
  "https://flo.uri.sh",
  "https://www.google.com",
  "https://embed.bsky.app",
  "https://www.facebook.com",
  "https://www.threads.com",
  "https://player.twitch.tv",
  "https://clips.twitch.tv",
  "https://geo.dailymotion.com",
  "https://embed.reddit.com",
  "https://embed.podcasts.apple.com",
  "https://e.infogram.com",
  "https://vimeo.com",
  "https://t.me",
  "https://www.linkedin.com",
  "https://embed.music.apple.com",
  "https://streamable.com",
  "https://public.tableau.com",
  "https://embed.documentcloud.org",
  "https://www.bbc.com",
  "https://rumble.com",
  "https://vk.com",
  "https://embed.acast.com",
  "https://player-widget.mixcloud.com",
  "https://embed.ted.com",
  "https://giphy.com",
  "https://assets.pinterest.com",
  "https://player.kick.com",
  // Servers of Mastodon: those of `MASTODON_HOSTS`.
  "https://mastodon.social",
  "https://mastodon.online",
  "https://mastodon.world",
  "https://mstdn.social",
  "https://mstdn.ca",
  "https://mstdn.jp",
  "https://mas.to",
  "https://fosstodon.org",
  "https://hachyderm.io",
  "https://infosec.exchange",
  "https://techhub.social",
  "https://chaos.social",
  "https://social.coop",
  "https://troet.cafe",
  "https://norden.social",
  "https://journa.host",
  "https://newsie.social",
  "https://mastodon.nl",
  "https://aus.social",
  "https://c.im",
  "https://universeodon.com",
  "https://mastodonapp.uk",
  "https://toot.community",
  "https://ohai.social",
  "https://ioc.exchange",
  "https://det.social",
  "https://sciences.social",
  "https://mathstodon.xyz",
  "https://social.bund.de",
  "https://ec.social-network.europa.eu",
]

/**
 * A content security policy. `scripts` says which ones run, `connect` where to they may speak besides our own server, and
 * `ancestors` which sites may show the page within theirs: none, unless the page is an embed. Styles may stand inside the page: pictures and players keep
 * their places by them, and they can run nothing.
 *
 * @param {{ scripts: readonly string[], connect?: readonly string[], ancestors?: readonly string[], development: boolean }} choice
 * @returns {string}
 */
export function toPolicy({ scripts, connect = [], ancestors = [], development }) {
  // React names the places of errors by `eval` while developing.
  const all = development ? [...scripts, "'unsafe-eval'"] : scripts
  const directives = [
    "default-src 'self'",
    `script-src ${all.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(" ")}`,
    `frame-src ${FRAME_ORIGINS.join(" ")}`,
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors.length > 0 ? ["'self'", ...ancestors].join(" ") : "'none'"}`,
  ]
  return directives.join("; ")
}

/**
 * For readers' pages on hosts where our own server does not stand in front of Next: a shared cache keeps them, so there is no
 * nonce, and Next's scripts stand inside them. Where such a page hears of changes is known when it runs, not when it is built.
 *
 * @param {{ development: boolean }} choice
 * @returns {string}
 */
export function sharedPagePolicy({ development }) {
  return toPolicy({ scripts: ["'self'", "'unsafe-inline'"], connect: ["*"], development })
}
