import * as z from "zod/mini"
import { paths } from "@/lib/paths"
import { type Author, isAuthor } from "@/lib/protocol/delta"

const offersSchema = z.object({ tags: z.array(z.string()), bylines: z.array(z.custom<Author>(isAuthor)) })

/** What a composer's fields offer while one types. */
export type Suggestions = z.infer<typeof offersSchema>

/** Null when it cannot be had now: then the fields just offer nothing. */
export async function fetchSuggestions(blogId: string): Promise<Suggestions | null> {
  const body: unknown = await fetch(paths.deskOffers(blogId), { cache: "no-store" })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null)
  return offersSchema.safeParse(body).data ?? null
}
