import { canSendMail, sendMail } from "@/lib/mail/send-mail"
import { paths } from "@/lib/paths"
import { absoluteUrl } from "@/lib/site"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

/** "off": no mail server is set up. */
export type Mailed = "sent" | "failed" | "off"

type Link = { token: string; email: string; name: string }

export async function sendResetMail({ token, email, name }: Link): Promise<Mailed> {
  return send(email, "Choose a new password", [
    `Hello ${name},`,
    "Choose a new password for the desk here. The link works once, for 24 hours:",
    absoluteUrl(paths.resetPassword(token)),
    "If you didn't ask for this, ignore this email. Your password stays as it is.",
  ])
}

export async function sendInviteMail({ token, email, name }: Link): Promise<Mailed> {
  return send(email, "You're invited to the desk", [
    `Hello ${name},`,
    "You're invited to write live blogs. Choose your password here. The link works once, for 7 days:",
    absoluteUrl(paths.invite(token)),
    "If you didn't expect this, ignore this email.",
  ])
}

export async function sendEmailChangeMail({ token, email, name }: Link): Promise<Mailed> {
  return send(email, "Confirm your new email address", [
    `Hello ${name},`,
    "Confirm that you sign in to the desk with this address from now on. The link works once, for 24 hours:",
    absoluteUrl(paths.confirmEmail(token)),
    "If you didn't ask for this, ignore this email. Nothing changes.",
  ])
}

/** To the previous address: its owner must be able to object. */
export async function sendEmailChangedMail({ email, name }: Omit<Link, "token">): Promise<Mailed> {
  return send(email, "Your email address was changed", [
    `Hello ${name},`,
    "You no longer sign in to the desk with this address. If you didn't change it, tell an admin now.",
  ])
}

async function send(to: string, subject: string, paragraphs: string[]): Promise<Mailed> {
  if (!canSendMail()) return "off"
  const { name } = await getSiteSettings()
  const text = `${[...paragraphs, `${name}\n${absoluteUrl("")}`].join("\n\n")}\n`
  return (await sendMail({ to, subject: `${name}: ${subject}`, text })) ? "sent" : "failed"
}
