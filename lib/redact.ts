/*
 * What must be in no log, however it got into the words of an error: secrets in addresses, headers, connection strings and
 * JSON.
 */

const GONE = "[redacted]"

const SECRETS: [RegExp, string][] = [
  // These addresses are secrets themselves.
  [/(\/(?:invite|rehearsal|setup|login\/reset|login\/confirm-email)\/)[^/\s?#"'<>]+/gi, `$1${GONE}`],
  [/([?&](?:\w*token|\w*key|\w*secret|password|auth_\w+|signature|code)=)[^&\s"'#<>]+/gi, `$1${GONE}`],
  // A row of names with points between them is looked at from each of them, and no further than a scheme is long.
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]*:)[^\s@/]+@/gi, `$1${GONE}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${GONE}`],
  [/\brs_[A-Za-z0-9]{6,}/g, GONE],
  // Tokens of Telegram bots, which stand in addresses, and of Slack apps.
  [/(?<!\d)\d{5,20}:[\w-]{30,80}/g, GONE],
  [/\bxox[a-z]-[\w-]{6,}/g, GONE],
  [/\bwhsec_[\w+/=]{6,}/g, GONE],
  [/((?:__Host-)?running-story-(?:session|device)=)[^;\s"']+/g, `$1${GONE}`],
  [/(\bset-cookie:|\bcookie:)[^\n]*/gi, `$1 ${GONE}`],
  [
    /(["'`]?\b\w*(?:password|secret|token|authorization|cookie)["'`]?\s*[:=]\s*)("(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|[^\s,;{}"']+)/gi,
    `$1${GONE}`,
  ],
]

/** The same text without the secrets in it. */
export function redactText(text: string): string {
  let left = text
  for (const [pattern, instead] of SECRETS) left = left.replace(pattern, instead)
  return left
}

const SECRET_NAME = /password|secret|token|authorization|cookie|content|text|body/i

/** True for a field whose value belongs in no log, whatever it is. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name)
}

export { GONE as REDACTED }
