"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { BusyButton } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { SecretLine } from "@/components/ui/secret-line"
import { Select } from "@/components/ui/select"
import type { CreateTokenInput } from "@/lib/auth/account-schemas"
import type { ApiToken } from "@/lib/auth/api-tokens"
import { TOKEN_SCOPE_LABELS, TOKEN_SCOPES, type TokenScope } from "@/lib/permissions/token-scopes"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"

const EXPIRY_DAYS = [
  ["7", "In 7 days"],
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["365", "In a year"],
  ["", "Never"],
] as const

type TokenFormProps = {
  blogs: { id: string; title: string }[]
  create: Act<CreateTokenInput, { token: string; apiToken: ApiToken }>
}

/** Makes a token and shows it, this one time. */
export function TokenForm({ blogs, create }: TokenFormProps) {
  const router = useRouter()
  const [scope, setScope] = useState<TokenScope>("write")
  const [made, setMade] = useState<{ token: string; name: string } | null>(null)
  const { formProps, pending, errors, failure } = useForm({
    act: create,
    read: (data) => ({
      name: textOf(data, "name"),
      blogId: textOf(data, "blogId") || null,
      scope: TOKEN_SCOPES.find((scope) => scope === textOf(data, "scope")) ?? "write",
      expiresInDays: Number(textOf(data, "expiresInDays")) || null,
    }),
    fields: ["name", "blogId", "scope", "expiresInDays"],
    codes: { blog_not_found: "blogId" },
    onDone: ({ token, apiToken }) => {
      setMade({ token, name: apiToken.name })
      router.refresh()
    },
  })
  return (
    <div className="grid gap-4">
      <form {...formProps} key={made?.token} className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Name" hint="For example “PA results feed”." error={errors.name}>
          {(control) => <Input {...control} name="name" autoComplete="off" maxLength={120} required />}
        </Field>
        <Field label="Live blogs" error={errors.blogId}>
          {(control) => (
            <Select {...control} name="blogId" defaultValue="">
              <option value="">All live blogs</option>
              {blogs.map((blog) => (
                <option key={blog.id} value={blog.id}>
                  {blog.title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="May" hint={TOKEN_SCOPE_LABELS[scope].can} error={errors.scope}>
          {(control) => (
            <Select
              {...control}
              name="scope"
              value={scope}
              onChange={(event) => setScope(TOKEN_SCOPES.find((each) => each === event.target.value) ?? "write")}
            >
              {TOKEN_SCOPES.map((each) => (
                <option key={each} value={each}>
                  {TOKEN_SCOPE_LABELS[each].name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Expires" hint="An expired token is refused." error={errors.expiresInDays}>
          {(control) => (
            <Select {...control} name="expiresInDays" defaultValue="365">
              {EXPIRY_DAYS.map(([days, label]) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {failure && (
          <div className="sm:col-span-2">
            <FailureNotice failure={failure} />
          </div>
        )}
        <BusyButton
          type="submit"
          variant="primary"
          busy={pending}
          busyLabel="Creating the token"
          className="justify-self-start max-sm:w-full"
        >
          Create token
        </BusyButton>
      </form>
      {made && (
        <Notice tone="info" title={`The token “${made.name}”`}>
          <p className="mb-2">Copy it now, you won’t see it again.</p>
          <SecretLine label="Token" text={made.token} copyLabel="Copy token" />
        </Notice>
      )}
    </div>
  )
}
