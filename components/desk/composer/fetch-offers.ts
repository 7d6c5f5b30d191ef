import * as z from "zod/mini"
import { authorSchema } from "@/lib/live/delta"
import { paths } from "@/lib/paths"

const offersSchema = z.object({ tags: z.array(z.string()), bylines: z.array(authorSchema) })

/** What a composer's fields offer while one types. */
export type Offers = z.infer<typeof offersSchema>

/** Null when it cannot be had now: then the fields just offer nothing. */
export async function fetchOffers(blogId: string): Promise<Offers | null> {
  const body: unknown = await fetch(paths.deskOffers(blogId), { cache: "no-store" })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null)
  return offersSchema.safeParse(body).data ?? null
}
