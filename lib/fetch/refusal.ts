/** Why something was not fetched, in words for whoever asked. */
export const REFUSALS = {
  off: "Fetching is switched off on this server.",
  address: "This address is not on the public web.",
  unreachable: "The site did not answer.",
  too_slow: "The site took too long.",
  redirects: "The address leads on and on.",
  status: "There is no such page, or the site does not show it to us.",
  type: "There is something else than expected.",
  too_large: "It is too large.",
} as const

export type Refusal = keyof typeof REFUSALS

export class FetchRefused extends Error {
  constructor(
    readonly refusal: Refusal,
    options?: ErrorOptions,
  ) {
    super(REFUSALS[refusal], options)
    this.name = "FetchRefused"
  }
}

export function isFetchRefused(thrown: unknown): thrown is FetchRefused {
  return thrown instanceof Error && thrown.name === "FetchRefused"
}
