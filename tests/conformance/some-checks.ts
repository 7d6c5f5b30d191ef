import { CHECKS } from "./checks"

const LONG = /500 missed|during a burst|the future/

/**
 * The checks for one more way in which the product can stand, where the whole suite runs elsewhere: what does not take long;
 * all of them in `npm run test:deploy`.
 */
export const SOME_CHECKS = process.env.LONG ? CHECKS : CHECKS.filter(({ name }) => !LONG.test(name))
