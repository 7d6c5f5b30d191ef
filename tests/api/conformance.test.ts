import { expect, it } from "vitest"
import { CHECKS } from "../../scripts/conformance/checks"
import { apiDesk } from "../../scripts/conformance/desk"
import type { Target } from "../../scripts/conformance/target"
import { useServer } from "../setup/server"

const { url, token, pusher } = useServer()
const target: Target = { url, desk: apiDesk(url, token), pusher, sockets: true }

/** The suite that any deployment can be tried with: `npm run conformance`. */
it.each(CHECKS)("$name", { timeout: 60_000 }, async ({ run }) => {
  const verdicts = await run(target)
  expect(Object.entries(verdicts).filter(([, words]) => words !== null)).toEqual([])
  expect(Object.keys(verdicts).length).toBeGreaterThan(2)
})
