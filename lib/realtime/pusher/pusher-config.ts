import { type Env, env } from "@/lib/env"
import type { PusherClientConfig } from "@/lib/protocol/live-config"

/** What the server needs to tell a Pusher service; any server that speaks the protocol will do. */
export type PusherConfig = {
  appId: string
  key: string
  secret: string
  cluster: string
  host: string | null
  port: number | null
  tls: boolean
}

/** The Pusher service of this installation; null when none is set. */
export function pusherConfig(from: Env = env()): PusherConfig | null {
  const {
    PUSHER_APP_ID: appId,
    PUSHER_KEY: key,
    PUSHER_SECRET: secret,
    PUSHER_CLUSTER,
    PUSHER_HOST,
    PUSHER_PORT,
    PUSHER_TLS,
  } = from
  if (!appId || !key || !secret) return null
  return {
    appId,
    key,
    secret,
    cluster: PUSHER_CLUSTER ?? "mt1",
    host: PUSHER_HOST ?? null,
    port: PUSHER_PORT ?? null,
    tls: PUSHER_TLS === "1",
  }
}

/** The part of the settings that readers' browsers get. */
export function pusherClientConfig(): PusherClientConfig | null {
  const settings = pusherConfig()
  if (!settings) return null
  const { key, cluster, host, port, tls } = settings
  return { key, cluster, host, port, tls }
}
