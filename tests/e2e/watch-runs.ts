import { type BrowserContext, expect, type Page } from "@playwright/test"

/** What a browser did that no words may make it do. */
export type Runs = { ran: string[]; refused: string[]; asked: string[] }

/**
 * Watches every page of a context: calls by which scripts show that they run, dialogs, whatever a policy refused, and
 * requests to anywhere but here.
 */
export async function watchRuns(context: BrowserContext, pages: Page[] = context.pages()): Promise<Runs> {
  const runs: Runs = { ran: [], refused: [], asked: [] }
  await context.exposeBinding("noteRun", (_, what: string) => void runs.ran.push(what))
  await context.exposeBinding("noteRefused", (_, what: string) => void runs.refused.push(what))
  const watch = () => {
    const told = window as unknown as { noteRun(what: string): void; noteRefused(what: string): void }
    for (const name of ["alert", "confirm", "prompt", "print"])
      Object.defineProperty(window, name, {
        configurable: true,
        value: () => told.noteRun(`${name} at ${location.href}`),
      })
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample, sourceFile }) =>
      told.noteRefused(`${violatedDirective} ${blockedURI} ${sample} ${sourceFile} at ${location.href}`),
    )
  }
  await context.addInitScript(watch)
  const follow = (page: Page) => {
    page.on("dialog", (dialog) => {
      runs.ran.push(`${dialog.type()} at ${page.url()}`)
      void dialog.dismiss()
    })
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (protocol.startsWith("http") && hostname !== "localhost" && hostname !== "127.0.0.1")
        runs.asked.push(request.url())
    })
  }
  pages.forEach(follow)
  context.on("page", follow)
  return runs
}

/** What React writes into a form that its own code submits; it is never followed. */
const REACTS_OWN = "javascript:throw new Error('React form unexpectedly submitted.')"

/** Attributes of a page's elements by which scripts could run, and elements that are scripts not of ours. */
export function findRunnable(page: Page): Promise<string[]> {
  return page.evaluate((reactsOwn) => {
    const bad = "object, embed, base, iframe[srcdoc], math, template script, svg script"
    return [...document.querySelectorAll("*")].flatMap((element) => {
      const names = element.getAttributeNames().filter((name) => name.startsWith("on"))
      const leads = ["href", "src", "action", "formaction", "xlink:href"].some((name) =>
        /^\s*(javascript|data|vbscript):/i.test((element.getAttribute(name) ?? "").replace(reactsOwn, "")),
      )
      return names.length > 0 || leads || element.matches(bad) ? [element.outerHTML.slice(0, 200)] : []
    })
  }, REACTS_OWN)
}

/** Nothing ran, no policy had to refuse anything, and nobody elsewhere was asked. */
export function expectNothing({ ran, refused, asked }: Runs): void {
  expect({ ran, refused, asked }).toEqual({ ran: [], refused: [], asked: [] })
}
