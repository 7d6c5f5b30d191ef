import { randomBytes } from "node:crypto"
import PusherClient from "pusher-js"
import { serviceOptions } from "@/lib/live/client/transports/pusher-client"
import { pusherProblem, toClient } from "@/lib/live/push-changes"
import { type PusherSettings, pusherSettings } from "@/lib/live/pusher-settings"
import { type Check, type Finding, failed, ok } from "./finding"
import { within } from "./within"

const NAME = "Pusher"
const PATIENCE_MS = 8_000

/** A signed message to the service, and its way back to a browser. */
export const checkPusher: Check = async ({ env }) => {
  const settings = pusherSettings(env)
  return settings ? [await tryRound(settings)] : []
}

async function tryRound(settings: PusherSettings): Promise<Finding> {
  const channel = `doctor-${randomBytes(6).toString("hex")}`
  const client = new PusherClient(settings.key, serviceOptions(settings))
  const joined = client.subscribe(channel)
  try {
    const problem = await trigger(settings, channel)
    if (problem)
      return failed(
        NAME,
        problem,
        "Compare PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET with the app's page at the service.",
      )
    if (!(await within(PATIENCE_MS, (done) => joined.bind("pusher:subscription_succeeded", done))))
      return failed(
        NAME,
        "The service takes our messages, but a browser cannot follow there.",
        "Compare PUSHER_KEY, PUSHER_CLUSTER, PUSHER_HOST and PUSHER_PORT; look whether sockets to it are let through.",
      )
    const arrived = within(PATIENCE_MS, (done) => joined.bind("hello", done))
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
