import type { PublisherName } from "./publishers"

/** What each publisher is called and means, for who has to choose one. */
export const PUBLISHER_LABELS: Record<PublisherName, { label: string; hint: string }> = {
  "interval-polling": {
    label: "Interval polling",
    hint: "Open pages ask every few seconds. Works everywhere, and behind a CDN for any number of readers.",
  },
  "long-polling": {
    label: "Long polling",
    hint: "Open pages ask once and get the answer when something changes. At once, and works where streams do not.",
  },
  sse: {
    label: "Server-sent events",
    hint: "One stream per open page carries every change at once. The best choice on a server of your own.",
  },
  websocket: {
    label: "WebSocket",
    hint: "One socket per open page carries every change at once. Needs a server or proxy that lets sockets through.",
  },
  pusher: {
    label: "Pusher",
    hint: "A hosted service carries every change at once. For hosts that cannot hold connections, and very many readers.",
  },
}
