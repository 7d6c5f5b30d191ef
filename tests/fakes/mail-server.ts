import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"

export type ReceivedMail = { to: string[]; source: string }

/** A real SMTP server that keeps what it is given. `refuse`: it takes no recipient. */
export async function startMailServer(): Promise<{
  url: string
  received: ReceivedMail[]
  refuse: boolean
  stop: () => Promise<void>
}> {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo: (_address, _session, callback) => callback(state.refuse ? new Error("550 No such mailbox") : null),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        // Lines that the transfer folded ("=" at their end) are whole again.
        const source = Buffer.concat(chunks).toString("utf8").replaceAll(/=\r\n/g, "").replaceAll("=3D", "=")
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), source })
        callback()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const state = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: false,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  return state
}
