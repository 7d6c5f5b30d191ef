import { randomBytes } from "node:crypto"
import PusherClient from "pusher-js"
import { pusherProblem, toClient } from "@/lib/live/push-changes"
import { type PusherSettings, pusherSettings } from "@/lib/live/pusher-settings"
import { type Check, type Finding, failed, ok } from "./finding"

const NAME = "Pusher"
const PATIENCE_MS = 8_000

/** A signed message to the service, and its way back to a browser. */
export const checkPusher: Check = async ({ env }) => {
  const settings = pusherSettings(env)
  return settings ? [await tryRound(settings)] : []
}

async function tryRound(settings: PusherSettings): Promise<Finding> {
  const channel = `doctor-${randomBytes(6).toString("hex")}`
  const client = connect(settings)
  const joined = client.subscribe(channel)
  try {
    const problem = await trigger(settings, channel)
    if (problem)
      return failed(
        NAME,
        problem,
        "Compare PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET with the app's page at the service.",
      )
    if (!(await within((done) => joined.bind("pusher:subscription_succeeded", done))))
      return failed(
        NAME,
        "The service takes our messages, but a browser cannot follow there.",
        "Compare PUSHER_KEY, PUSHER_CLUSTER, PUSHER_HOST and PUSHER_PORT; look whether sockets to it are let through.",
      )
    const arrived = within((done) => joined.bind("hello", done))
    await trigger(settings, channel)
    if (!(await arrived)) return failed(NAME, "A message that the service took did not arrive.", "Ask the service.")
    return ok(NAME, "A message went there and back.")
  } finally {
    client.disconnect()
  }
}

async function trigger(settings: PusherSettings, channel: string): Promise<string | null> {
  try {
    const response = await toClient(settings).trigger(channel, "hello", {})
    return response.ok ? null : `The service answered ${response.status}.`
  } catch (error) {
    return pusherProblem(error)
  }
}

function connect({ key, cluster, host, port, tls }: PusherSettings): PusherClient {
  return new PusherClient(key, {
    cluster,
    forceTLS: tls,
    enabledTransports: tls ? ["ws", "wss"] : ["ws"],
    ...(host ? { wsHost: host } : {}),
    ...(port ? { wsPort: port, wssPort: port } : {}),
  })
}

function within(listen: (done: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS, false)
    listen(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
