import { z } from "zod"
import { idField, lineField } from "@/lib/input-fields"
import { ROLES } from "@/lib/permissions/roles"
import { TOKEN_SCOPES } from "@/lib/permissions/token-scopes"

const MAX_TOKEN_DAYS = 3650

/** Words for people and limits of what they type about themselves. */
export const nameSchema = lineField.min(1, "Write your name.").max(120, "Use at most 120 characters.")

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("This does not look like an email address, such as name@example.org."))

export const passwordSchema = z
  .string()
  .min(12, "Use at least 12 characters: a few words in a row are good.")
  .max(128, "Use at most 128 characters.")

const token = z.string().min(1).max(512)

/** A code of an authenticator app ("123 456") or a recovery code ("abcde-FGHIJ"). */
export const codeSchema = z
  .string()
  .max(40, "Use the 6-digit code from your app, or a recovery code.")
  .transform((code) => code.replaceAll(/\s/g, ""))

/** A password as it is typed by its owner. */
export const ownPasswordSchema = z.strictObject({
  password: z.string().min(1, "Write your password.").max(128, "Use at most 128 characters."),
})

export const signInSchema = ownPasswordSchema.extend({
  email: emailSchema,
  /** Asked for by `code_needed`. */
  code: codeSchema.default(""),
})

export const setUpSchema = z.strictObject({ token, name: nameSchema, email: emailSchema, password: passwordSchema })

/** Without a name, an account that is there keeps its own. */
export const makeAdminSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema.optional(),
  password: passwordSchema,
})

export const inviteSchema = z.strictObject({ email: emailSchema, name: nameSchema, role: z.enum(ROLES) })

export const acceptInviteSchema = z.strictObject({ name: nameSchema, password: passwordSchema })

export const requestResetSchema = z.strictObject({ email: emailSchema })

export const resetPasswordSchema = z.strictObject({ password: passwordSchema })

/** A new address for signing in; the password is asked for. */
export const changeEmailSchema = z.strictObject({
  email: emailSchema,
  current: z.string().min(1, "Write your password.").max(128, "Use at most 128 characters."),
})

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1, "Write the password you have now.").max(128, "Use at most 128 characters."),
  password: passwordSchema,
})

export const createTokenSchema = z.strictObject({
  name: lineField.min(1, "Say what the token is for.").max(120, "Use at most 120 characters."),
  /** Limited to this blog; left out or null: all. */
  blogId: idField.nullable().default(null),
  scope: z.enum(TOKEN_SCOPES, "Choose publish, drafts only or read only.").default("write"),
  /** The last day of use is counted from now; null: no end. */
  expiresInDays: z
    .int("Use a whole number of days.")
    .min(1, "Use at least one day.")
    .max(MAX_TOKEN_DAYS, `Use at most ${MAX_TOKEN_DAYS} days.`)
    .nullable()
    .default(null),
})

export type SignInInput = z.input<typeof signInSchema>
export type SetUpInput = z.input<typeof setUpSchema>
export type MakeAdminInput = z.input<typeof makeAdminSchema>
export type InviteInput = z.input<typeof inviteSchema>
export type AcceptInviteInput = z.input<typeof acceptInviteSchema>
export type ChangePasswordInput = z.input<typeof changePasswordSchema>
export type ChangeEmailInput = z.input<typeof changeEmailSchema>
export type CreateTokenInput = z.input<typeof createTokenSchema>
