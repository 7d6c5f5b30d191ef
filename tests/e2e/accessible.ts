import AxeBuilder from "@axe-core/playwright"
import { expect, type Page } from "@playwright/test"

/** Axe finds nothing against the page; `state` says in a failure which it was. */
export async function expectAccessible(page: Page, state?: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) })),
    state,
  ).toEqual([])
}
