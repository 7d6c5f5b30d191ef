import { cutText } from "@/lib/cut-text"
import { type DatabaseFault, findDatabaseFault } from "./database-faults"

type ErrorEntry = { status: number; message: string; retryAfter?: number }

/** Every public error: status, text, and for a passing one the seconds until a retry makes sense. */
export const ERRORS = {
  invalid_input: {
    status: 400,
    message: "The request has invalid fields. See the details, correct them and send it again.",
  },
  invalid_cursor: { status: 400, message: "Invalid position: it must be a finite number." },
  not_signed_in: { status: 401, message: "You are signed out. Sign in again; your text is kept." },
  other_person: {
    status: 401,
    message: "Another person is signed in on this browser now. Sign in as yourself; your text is kept.",
  },
  wrong_credentials: { status: 401, message: "Wrong email or password." },
  code_needed: { status: 401, message: "Enter the code from your authenticator app, or a recovery code." },
  wrong_code: { status: 401, message: "Wrong or expired code. Enter the one your app shows now." },
  two_factor_on: { status: 409, message: "Two-step sign-in is on already. Turn it off first to use another app." },
  invalid_token: { status: 401, message: "Unknown or revoked API token. Create a new one under API tokens." },
  forbidden: { status: 403, message: "Your role does not allow this. Ask an admin." },
  foreign_origin: { status: 403, message: "This request came from another site, so it was refused." },
  wrong_cron_secret: {
    status: 401,
    message: "Invalid or missing cron secret. Send it as a Bearer token.",
  },
  wrong_metrics_token: {
    status: 401,
    message: "Invalid or missing metrics token. Send it as a Bearer token.",
  },
  wrong_signature: {
    status: 401,
    message: "The signature does not match this source's secret. Check the secret under Settings, Sources.",
  },
  old_signature: {
    status: 401,
    message: "The request was signed more than five minutes ago. Check the sender's clock, then send it again.",
  },
  wrong_setup_token: {
    status: 403,
    message: "This setup link is not valid. Use the newest one from the server's log.",
  },
  not_found: { status: 404, message: "Not found." },
  blog_not_found: { status: 404, message: "There is no live blog at this address." },
  no_embed: { status: 404, message: "There is no live blog at this address that other sites may embed." },
  json_only: { status: 501, message: "This address answers in JSON only. Leave out format, or ask for format=json." },
  post_not_found: { status: 404, message: "This post does not exist or is no longer public." },
  source_not_found: {
    status: 404,
    message: "There is no source at this address. Copy the webhook address under Settings, Sources again.",
  },
  secrets_unreadable: {
    status: 409,
    message:
      "The source's secrets cannot be read: the secret of this site has changed. Enter them again under Settings, Sources.",
  },
  revision_not_found: { status: 404, message: "This version is not in the post's history." },
  template_not_found: { status: 404, message: "This template was deleted." },
  invite_not_found: { status: 404, message: "This invitation is no longer valid. Ask for a new one." },
  link_not_found: { status: 404, message: "This link has expired or was used already. Ask for a new one." },
  mail_off: { status: 409, message: "This site can't send email. Ask an admin to change your address under People." },
  mail_failed: {
    status: 503,
    retryAfter: 60,
    message: "The email couldn't be sent. Try again later, or ask an admin.",
  },
  method_not_allowed: { status: 405, message: "This address does not support that method." },
  slug_taken: { status: 409, message: "Another live blog has this address. Choose another." },
  email_taken: { status: 409, message: "An account with this email address exists already." },
  stale_revision: {
    status: 409,
    message: "A colleague saved a newer version. Yours is kept: compare both, then save.",
  },
  stale_settings: {
    status: 409,
    message: "Someone else changed the settings while you were editing. Reload to see them, then save yours again.",
  },
  blog_is_live: { status: 409, message: "This live blog is live. End coverage first, then archive it." },
  wrong_blog_state: { status: 409, message: "The live blog is public already: it needs no preview link." },
  wrong_state: { status: 409, message: "The post has changed since, so this is not possible now." },
  changed_since: {
    status: 409,
    message:
      "The post was changed again after that, so this step cannot be undone alone. Its history has every version.",
  },
  not_published: { status: 409, message: "Only a published post can be hidden." },
  not_hidden: { status: 409, message: "Only a hidden post can be shown again." },
  post_deleted: { status: 409, message: "This post is deleted. Restore it first." },
  deleted_since: {
    status: 410,
    message: "This post was created and deleted since. To save the text as another post, use a new key.",
  },
  key_reused: { status: 409, message: "This Idempotency-Key was used for another text. Use a new key." },
  always_admin: {
    status: 409,
    message: "Admins can do everything on every live blog. Change their role under People first.",
  },
  last_admin: { status: 409, message: "There must be an admin. Make another person an admin first." },
  post_too_large: { status: 413, message: "This post has over 100 KB of text. Split it into several." },
  picture_too_large: {
    status: 413,
    message: "This picture is over 15 MB, 40 megapixels (200 as JPEG) or 200 frames. Make it smaller and try again.",
  },
  picture_limit: {
    status: 429,
    retryAfter: 3600,
    message: "Daily upload limit reached. Try again tomorrow, or ask the administrator of this server.",
  },
  picture_no_room: { status: 413, message: "The storage for pictures is full. Ask the administrator of this server." },
  bad_request: {
    status: 400,
    message: "Malformed HTTP request: check its first line, its Host and its headers.",
  },
  request_cut: { status: 400, message: "The request ended before its body was complete. Send it again." },
  expectation_failed: { status: 417, message: "Unsupported expectation: this server meets only 100-continue." },
  unsupported_encoding: {
    status: 415,
    message: "Send the body uncompressed, as text in UTF-8.",
  },
  request_timeout: { status: 408, message: "This request took too long to arrive. Send it again." },
  headers_too_large: { status: 431, message: "The request headers are too large. Delete this site's cookies." },
  bad_address: { status: 400, message: "Malformed URL encoding." },
  url_too_long: { status: 414, message: "This address is too long." },
  foreign_host: { status: 421, message: "This server does not respond for that host. Set APP_URL or ALLOWED_HOSTS." },
  request_too_large: { status: 413, message: "This request is too large." },
  picture_type: {
    status: 422,
    message: "Pictures must be JPEG, PNG, WebP or GIF. Save this one in one of these formats.",
  },
  picture_broken: { status: 422, message: "This picture cannot be read. Save it again and try once more." },
  invalid_content: { status: 422, message: "The text has a part that cannot be stored. See the details." },
  undescribed_picture: {
    status: 422,
    message: "Describe each picture in a sentence, or mark it as decorative. Then publish again.",
  },
  blank_post: { status: 422, message: "Write something first: a post cannot be empty." },
  too_many_requests: { status: 429, retryAfter: 60, message: "Too many attempts. Wait a few minutes and try again." },
  internal: { status: 500, message: "Something went wrong on our side. Your text is kept: try again in a moment." },
  restarting: { status: 503, retryAfter: 2, message: "The server is restarting. Try again in a moment." },
  busy: { status: 503, retryAfter: 2, message: "The server is busy. Try again in a few seconds." },
  too_many_readers: {
    status: 503,
    retryAfter: 2,
    message: "Too many open connections. Poll instead.",
  },
  database_unavailable: {
    status: 503,
    retryAfter: 10,
    message: "The database is not responding. Your text is kept: try again in a moment.",
  },
  database_busy: {
    status: 503,
    retryAfter: 2,
    message: "The database is busy. Your text is kept: try again in a moment.",
  },
  blog_busy: { status: 503, retryAfter: 2, message: "This blog is busy. Your text is kept: try again in a moment." },
  database_full: {
    status: 507,
    retryAfter: 60,
    message: "The database is out of space. Your text is kept: tell the administrator of this server.",
  },
  database_read_only: {
    status: 503,
    retryAfter: 10,
    message: "The database is read-only right now. Your text is kept: tell the administrator of this server.",
  },
  database_failing: {
    status: 503,
    retryAfter: 10,
    message: "The database has an internal fault. Your text is kept: tell the administrator of this server.",
  },
  disk_full: {
    status: 507,
    retryAfter: 60,
    message: "This server's disk is full or read-only. Tell the administrator of this server.",
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS
export type Issue = { path: string; message: string }

/** So many are told, each in so many characters: who sends ten thousand wrong fields needs no list of them. */
export const MAX_ISSUES = 50
const MAX_ISSUE_CHARACTERS = 500

/**
 * The shape in which every door tells an error: `{error: {code, message, issues?, reference?}}`. The reference stands in the
 * log too, beside what happened.
 */
export type PublicError = { code: ErrorCode; message: string; issues?: Issue[]; reference?: string }

type ErrorFacts = { issues?: Issue[]; details?: Record<string, unknown>; retryAfter?: number; cause?: unknown }

// A build loads this module several times in one process, each with a class of its own: `instanceof` knows one of them.
const BRAND: unique symbol = Symbol.for("running-story.AppError")

/** An error that people are meant to see. `details` are extra public fields, such as the current post of a conflict. */
export class AppError extends Error {
  readonly [BRAND] = true
  readonly issues: Issue[] | undefined
  readonly details: Record<string, unknown> | undefined
  /** Seconds until a retry makes sense; undefined when it never does. */
  readonly retryAfter: number | undefined
  /** Under which the log knows it. */
  reference: string | undefined

  constructor(
    readonly code: ErrorCode,
    { issues, details, retryAfter, cause }: ErrorFacts = {},
  ) {
    super(ERRORS[code].message, { cause })
    this.name = "AppError"
    this.issues = issues
      ?.slice(0, MAX_ISSUES)
      .map(({ path, message }) => ({ path: brief(path), message: brief(message) }))
    this.details = details
    const entry: ErrorEntry = ERRORS[code]
    this.retryAfter = retryAfter ?? entry.retryAfter
  }

  get status(): number {
    return ERRORS[this.code].status
  }

  toPublic(): PublicError {
    const { code, message, issues, reference } = this
    return { code, message, ...(issues ? { issues } : {}), ...(reference ? { reference } : {}) }
  }
}

const FAULT_CODES: Record<DatabaseFault, ErrorCode> = {
  away: "database_unavailable",
  busy: "database_busy",
  full: "database_full",
  readOnly: "database_read_only",
  failing: "database_failing",
  disk: "disk_full",
}

function brief(words: string): string {
  return words.length > MAX_ISSUE_CHARACTERS ? `${cutText(words, MAX_ISSUE_CHARACTERS)} …` : words
}

// What PostgreSQL says of a NUL or half a character (a lone surrogate), which no text of its can hold. `parseInput` refuses
// both before; this is for what never went through it.
const UNSTORABLE = /22P05|22021|invalid byte sequence|unsupported Unicode escape|invalid input syntax for type json/

/** True for an error of ours, whichever copy of this module made it. */
export function isAppError(thrown: unknown): thrown is AppError {
  return typeof thrown === "object" && thrown !== null && BRAND in thrown
}

/** Maps anything thrown to an error that people may see. What is not ours becomes `internal`, without its words. */
export function toAppError(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown
  if (thrown instanceof Error && UNSTORABLE.test(thrown.message)) {
    const message = "There is a character that cannot be stored (NUL, or half of a surrogate pair). Remove it."
    return new AppError("invalid_input", { issues: [{ path: "", message }], cause: thrown })
  }
  const fault = findDatabaseFault(thrown)
  return new AppError(fault ? FAULT_CODES[fault] : "internal", { cause: thrown })
}

/** True when the database cannot answer, as opposed to a question that is wrong: what was known last may be shown. */
export function isDatabaseDown(thrown: unknown): boolean {
  const fault = findDatabaseFault(thrown)
  return fault !== null && fault !== "disk"
}
