import { CHECKS } from "../../scripts/conformance/conformance-checks"

const LONG = /500 missed|during a burst|the future/

/**
 * The quick checks for each further deployment; tests/api/conformance.test.ts runs all of them on the whole product.
 * `LONG=1` (`npm run test:long`, `npm run test:deploy`) runs all of them everywhere.
 */
export const SOME_CHECKS = process.env.LONG ? CHECKS : CHECKS.filter(({ name }) => !LONG.test(name))
