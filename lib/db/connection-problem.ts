/** Why there is no connection to a database, what to do about it, and whether it may come about by waiting. */
export type ConnectionProblem = { words: string; fix: string; mayPass: boolean }

const ENCRYPTION = /certificate|SSL|TLS|self.signed/i
const START_IT = "Start it, or put the right host and port into DATABASE_URL."

/** What a failed connection to the database at `url` means. */
export function toConnectionProblem(error: unknown, url: string): ConnectionProblem {
  const { hostname, port, username, pathname } = new URL(url)
  const place = `${hostname}:${port || 5432}`
  const known: Record<string, [words: string, fix: string, mayPass: boolean]> = {
    ECONNREFUSED: [`No database answers at ${place}.`, START_IT, true],
    EHOSTUNREACH: [`There is no way to ${place}.`, "Look after the network, or a firewall in between.", true],
    ENETUNREACH: [`There is no way to ${place}.`, "Look after the network, or a firewall in between.", true],
    ENOTFOUND: [`There is no host ${hostname}.`, "Correct the host in DATABASE_URL.", true],
    EAI_AGAIN: [`Nobody knows the host ${hostname} at the moment.`, "Look after the network's name server.", true],
    "57P03": [`The database at ${place} is starting or stopping.`, "Wait until it is ready.", true],
    "57P01": [`The database at ${place} is stopping.`, START_IT, true],
    "53300": ["The database has no connection left.", "Raise max_connections, or run fewer processes.", true],
    "28P01": [`The database refuses the password of ${username}.`, "Correct the password in DATABASE_URL.", false],
    "28000": [
      `The database does not let ${username} in from here.`,
      "Allow this machine and user in its pg_hba.conf, or correct DATABASE_URL.",
      false,
    ],
    "3D000": [`There is no database ${pathname.slice(1)}.`, "Make it (createdb), or correct DATABASE_URL.", false],
  }
  const found = known[codeOf(error)]
  if (found) return { words: found[0], fix: found[1], mayPass: found[2] }
  const said = error instanceof Error ? error.message || error.name : String(error)
  const words = `The database at ${place} cannot be reached (${said}).`
  if (ENCRYPTION.test(`${codeOf(error)} ${said}`))
    return { words, fix: "Correct sslmode in DATABASE_URL, or the database's certificate.", mayPass: false }
  return {
    words,
    fix: "Look whether a firewall is in between, and whether the database runs.",
    // What the database itself says stays so.
    mayPass: !(error instanceof Error && "severity" in error),
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : ""
}
