import { ADDRESSES } from "./addresses"
import { BREAKS, ENTITIES, NOTATIONS, STYLES, TEMPLATES } from "./breaks"
import { CALL } from "./call"
import { ELEMENTS, EVENTS, FOREIGN, MUTATIONS } from "./elements"

/**
 * Texts by which people have made pages run what they should not: the well-known kinds, written out or put together here.
 * None may ever be more than letters on a page.
 */
export const PAYLOADS: readonly string[] = [
  ...new Set([
    ...ELEMENTS,
    ...EVENTS.flatMap(([element, events]) => events.map((event) => `<${element} ${event}=${CALL}>`)),
    ...FOREIGN,
    ...MUTATIONS,
    ...BREAKS,
    ...TEMPLATES,
    ...ENTITIES,
    ...STYLES,
    ...NOTATIONS,
    ...ADDRESSES,
  ]),
]

/** One out of so many of them, every kind among them; all of them in the long run (`npm run security`). */
export function somePayloads(outOf: number): readonly string[] {
  return process.env.SECURITY === "long" ? PAYLOADS : PAYLOADS.filter((_, index) => index % outOf === 0)
}
