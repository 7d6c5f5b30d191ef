import type { Mailed } from "@/lib/auth/account-mails"

/** What became of the message that carries a link. */
export function MailNote({ mailed }: { mailed: Mailed }) {
  switch (mailed) {
    case "off":
      return null
    case "sent":
      return <p className="mb-2">You can also share the link yourself.</p>
    case "failed":
      return <p className="mb-2 font-medium text-danger">The email couldn’t be sent. Share the link yourself.</p>
  }
}
