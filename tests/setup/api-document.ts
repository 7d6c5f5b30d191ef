import { z } from "zod"
import { OPERATIONS, openapiDocument } from "@/lib/http/openapi"

type Described = { components: { schemas: Record<string, unknown> } }

const known = new Map<string, z.ZodType>()

/** A schema of the API's description, read as a program reads it that has nothing but the description. */
export function schemaOf(name: string): z.ZodType {
  const found = known.get(name)
  if (found) return found
  const { components } = JSON.parse(openapiDocument()) as Described
  const text = JSON.stringify({ $ref: `#/$defs/${name}`, $defs: components.schemas })
  const made = z.fromJSONSchema(JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/")))
  known.set(name, made)
  return made
}

/** Throws when an answer of the API is not what its description says. */
export function checkAnswer(method: string, path: string, status: number, body: unknown): void {
  const [pathname = ""] = path.split("?")
  const at = Object.keys(OPERATIONS).find((each) =>
    new RegExp(`^${each.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(pathname),
  )
  const operation = at && OPERATIONS[at]?.[method.toLowerCase()]
  if (!operation || !at.startsWith("/api/v1/")) return
  const isDone = status === (operation.status ?? 200)
  if (isDone && !operation.answers) return
  const { error } = schemaOf(isDone ? (operation.answers ?? "") : "Error").safeParse(body)
  if (error) throw new Error(`${method} ${path} answered ${status}, not as described: ${z.prettifyError(error)}`)
}
