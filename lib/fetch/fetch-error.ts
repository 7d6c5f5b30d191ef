/** Why something was not fetched, in words for whoever asked. */
export const FETCH_ERRORS = {
  off: "Fetching is switched off on this server.",
  address: "This address is not on the public web.",
  unreachable: "The site did not answer.",
  too_slow: "The site took too long.",
  redirects: "The address leads on and on.",
  status: "There is no such page, or the site does not show it to us.",
  type: "There is something else than expected.",
  too_large: "It is too large.",
  unreadable: "The page cannot be read.",
} as const

export type FetchErrorCode = keyof typeof FETCH_ERRORS

export class FetchError extends Error {
  constructor(
    readonly refusal: FetchErrorCode,
    options?: ErrorOptions,
  ) {
    super(FETCH_ERRORS[refusal], options)
    this.name = "FetchRefused"
  }
}

export function isFetchRefused(thrown: unknown): thrown is FetchError {
  return thrown instanceof Error && thrown.name === "FetchRefused"
}
