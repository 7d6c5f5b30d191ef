import { cutText } from "@/lib/cut-text"
import { type DatabaseFault, findDatabaseFault } from "./database-faults"

type ErrorEntry = { status: number; message: string; retryAfter?: number }

/** Every public error: status, text, and for a passing one the seconds until a retry makes sense. */
export const ERRORS = {
  invalid_input: { status: 400, message: "Something in this request is not right. See the details and send it again." },
  invalid_cursor: { status: 400, message: "The position asked from is not valid: it must be a finite number." },
  not_signed_in: { status: 401, message: "You are signed out. Sign in again; your text is kept." },
  other_person: {
    status: 401,
    message: "Somebody else is signed in on this browser now. Sign in as yourself; your text is kept.",
  },
  wrong_credentials: { status: 401, message: "This e-mail address and password do not match." },
  invalid_token: { status: 401, message: "This token is unknown or was revoked. Make a new one under Settings." },
  forbidden: { status: 403, message: "Your role does not allow this. Ask an admin." },
  foreign_origin: { status: 403, message: "This request came from another site, so it was refused." },
  wrong_cron_secret: {
    status: 401,
    message: "This door opens with its own secret alone: Authorization: Bearer <secret>.",
  },
  wrong_metrics_token: {
    status: 401,
    message: "These numbers are for the token of the metrics alone: Authorization: Bearer <token>.",
  },
  wrong_setup_token: {
    status: 403,
    message: "This set-up link is not valid. Take the newest one from the server's log.",
  },
  not_found: { status: 404, message: "There is nothing here." },
  blog_not_found: { status: 404, message: "There is no live blog at this address." },
  post_not_found: { status: 404, message: "This update does not exist, or is no longer public." },
  revision_not_found: { status: 404, message: "This version is not in the update's history." },
  template_not_found: { status: 404, message: "This template was deleted meanwhile." },
  invite_not_found: { status: 404, message: "This invitation is not valid any more. Ask for a new one." },
  method_not_allowed: { status: 405, message: "This address does not answer that method." },
  slug_taken: { status: 409, message: "Another live blog has this address. Choose another." },
  email_taken: { status: 409, message: "There is an account with this e-mail address already." },
  stale_revision: {
    status: 409,
    message: "Somebody saved a newer text meanwhile. Yours is kept: compare both, then save.",
  },
  stale_settings: {
    status: 409,
    message: "Someone else changed the settings while you were editing. Reload to see them, then save yours again.",
  },
  wrong_blog_state: { status: 409, message: "The live blog is public already: there is nothing to rehearse." },
  wrong_state: { status: 409, message: "The update has changed meanwhile, so this cannot be done now." },
  changed_since: {
    status: 409,
    message: "The update was changed again after that, so it cannot be undone alone. Its history shows every version.",
  },
  not_published: { status: 409, message: "Only a published update can be hidden." },
  not_hidden: { status: 409, message: "Only a hidden update can be shown again." },
  post_deleted: { status: 409, message: "This update is deleted. Restore it first." },
  deleted_since: {
    status: 410,
    message: "This update was made before and deleted since. To save the text as another update, use a new key.",
  },
  key_reused: { status: 409, message: "This Idempotency-Key was used for another text. Use a new key." },
  always_admin: {
    status: 409,
    message: "Admins can do everything on every live blog. Change their role under People first.",
  },
  last_admin: { status: 409, message: "There must be an admin. Make somebody else an admin first." },
  post_too_large: { status: 413, message: "This update is over 100 KB of text. Split it into several." },
  picture_too_large: {
    status: 413,
    message: "This picture is over 15 MB, 40 megapixels or 200 frames. Make it smaller and try again.",
  },
  picture_limit: {
    status: 429,
    retryAfter: 3600,
    message: "You uploaded as many pictures as one account may in a day. Go on tomorrow, or ask who runs this server.",
  },
  picture_no_room: { status: 413, message: "There is no room left for pictures. Ask who runs this server." },
  bad_request: {
    status: 400,
    message: "This request is not one that HTTP allows: look at its first line, its Host and its headers.",
  },
  request_cut: { status: 400, message: "This request ended in the middle of its body. Send it again." },
  expectation_failed: { status: 417, message: "The one expectation that this server meets is 100-continue." },
  unsupported_encoding: {
    status: 415,
    message: "Send the body as it is: not compressed, and as text in UTF-8.",
  },
  request_timeout: { status: 408, message: "This request took too long to arrive. Send it again." },
  headers_too_large: { status: 431, message: "The headers of this request are too large. Delete this site's cookies." },
  bad_address: { status: 400, message: "There is no such address: its escapes stand for no text." },
  url_too_long: { status: 414, message: "This address is too long." },
  foreign_host: { status: 421, message: "This server does not answer for that host. Set APP_URL or ALLOWED_HOSTS." },
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
  blank_post: { status: 422, message: "Write something first: an update cannot be empty." },
  too_many_requests: { status: 429, retryAfter: 60, message: "Too many attempts. Wait a few minutes and try again." },
  internal: { status: 500, message: "Something went wrong on our side. Your text is kept: try again in a moment." },
  restarting: { status: 503, retryAfter: 2, message: "The server restarts. Ask again in a moment." },
  busy: { status: 503, retryAfter: 2, message: "Too much is asked for at this moment. Ask again in a few seconds." },
  too_many_readers: {
    status: 503,
    retryAfter: 2,
    message: "Too many connections are held here. Ask in intervals instead.",
  },
  database_unavailable: {
    status: 503,
    retryAfter: 10,
    message: "The database does not answer right now. Your text is kept: try again in a moment.",
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
    message: "No room is left for the database. Your text is kept: tell whoever runs this server.",
  },
  database_read_only: {
    status: 503,
    retryAfter: 10,
    message: "The database takes no changes right now. Your text is kept: tell whoever runs this server.",
  },
  database_failing: {
    status: 503,
    retryAfter: 10,
    message: "The database has a fault of its own. Your text is kept: tell whoever runs this server.",
  },
  disk_full: {
    status: 507,
    retryAfter: 60,
    message: "This server's disk is full or cannot be written to. Tell whoever runs this server.",
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
    const message = "There is a character that no text can hold (NUL or half a character). Remove it."
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
