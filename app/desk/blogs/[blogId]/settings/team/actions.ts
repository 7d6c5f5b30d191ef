"use server"

import { z } from "zod"
import { changeTeamRole as giveTeamRole, teamRoleSchema } from "@/lib/blogs/team"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"

const schema = z.object({ blogId: idField, userId: idField, role: teamRoleSchema })

export const changeTeamRoleAction = action(schema, async (actor, { blogId, userId, role }) => {
  await giveTeamRole(actor, blogId, userId, role)
  return null
})
