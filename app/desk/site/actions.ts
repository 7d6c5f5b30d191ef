"use server"

import { z } from "zod"
import { editSite } from "@/lib/edit-site-settings"
import { action } from "@/lib/http/action"
import { countField } from "@/lib/input-fields"
import type { EditSiteInput } from "@/lib/site-settings/settings-schema"

const schema = z.object({ site: z.custom<EditSiteInput>(), revision: countField })
export const editSiteAction = action(schema, (actor, { site, revision }) => editSite(actor, site, { revision }))
