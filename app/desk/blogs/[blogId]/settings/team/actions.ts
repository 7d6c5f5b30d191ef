"use server"

import { z } from "zod"
import { changeTeamRole as giveTeamRole, teamRoleSchema } from "@/lib/blogs/team"
import { action } from "@/lib/http/action"

const schema = z.object({ blogId: z.string(), userId: z.string(), role: teamRoleSchema })

export const changeTeamRole = action(schema, async (actor, { blogId, userId, role }) => {
  await giveTeamRole(actor, blogId, userId, role)
  return null
})
