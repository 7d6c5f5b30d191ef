import { randomBytes } from "node:crypto"
import PusherClient from "pusher-js"
import { serviceOptions } from "@/lib/realtime/client/transports/pusher-loader"
import { type PusherAnswer, triggerPusher } from "@/lib/realtime/pusher/pusher-api"
import { type PusherConfig, pusherConfig } from "@/lib/realtime/pusher/pusher-config"
import { type CheckResult, type DoctorCheck, failed, ok } from "./check-result"
import { within } from "./within"

const NAME = "Pusher"
const TIMEOUT_MS = 8_000

/** A signed message to the service, and its way back to a browser. */
export const checkPusher: DoctorCheck = async ({ env }) => {
  const settings = pusherConfig(env)
  return settings ? [await tryRound(settings)] : []
}

async function tryRound(settings: PusherConfig): Promise<CheckResult> {
  const channel = `doctor-${randomBytes(6).toString("hex")}`
  const client = new PusherClient(settings.key, serviceOptions(settings))
  const joined = client.subscribe(channel)
  try {
    const { problem } = await trigger(settings, channel)
    if (problem)
      return failed(
        NAME,
        problem,
        "Compare PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET with the app's page at the service.",
      )
    if (!(await within(TIMEOUT_MS, (done) => joined.bind("pusher:subscription_succeeded", done))))
      return failed(
        NAME,
        "The service takes our messages, but a browser cannot follow there.",
        "Compare PUSHER_KEY, PUSHER_CLUSTER, PUSHER_HOST and PUSHER_PORT; look whether sockets to it are let through.",
      )
    const arrived = within(TIMEOUT_MS, (done) => joined.bind("hello", done))
    await trigger(settings, channel)
    if (!(await arrived)) return failed(NAME, "A message that the service took did not arrive.", "Ask the service.")
    return ok(NAME, "A message went there and back.")
  } finally {
    client.disconnect()
  }
}

function trigger(settings: PusherConfig, channel: string): Promise<PusherAnswer> {
  return triggerPusher(settings, [channel], "hello", "{}")
}
