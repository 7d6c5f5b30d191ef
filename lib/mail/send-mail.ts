import { createTransport } from "nodemailer"
import { env } from "@/lib/env"
import { logError } from "@/lib/log"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"

const CONCURRENCY = 2
const MAX_WAITING = 50
const CONNECT_TIMEOUT_MS = 10_000
const SOCKET_TIMEOUT_MS = 15_000

/** Plain text: nothing in it can be markup, and nothing is loaded when it is read. */
export type Mail = { to: string; subject: string; text: string }

/** True where the deployer set up a mail server. */
export function canSendMail(): boolean {
  return env().SMTP_URL !== undefined
}

/** Hands a message to the mail server. False when there is none, or it does not take the message: the log says why. */
export async function sendMail({ to, subject, text }: Mail): Promise<boolean> {
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL || !MAIL_FROM) return false
  const inTurn = singleton("mail in turn", () => createSemaphore(CONCURRENCY, MAX_WAITING, "busy"))
  try {
    await inTurn(() =>
      createTransport(toOptions(new URL(SMTP_URL))).sendMail({
        from: MAIL_FROM,
        // As one address: commas and quotes in it name no second one.
        to: { name: "", address: to },
        subject,
        text,
        headers: { "Auto-Submitted": "auto-generated" },
      }),
    )
    return true
  } catch (error) {
    logError("mail", error)
    return false
  }
}

function toOptions({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === "smtps:"
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]"
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    // A password never goes over the network as it is.
    requireTLS: !secure && !isLocal && username !== "",
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
