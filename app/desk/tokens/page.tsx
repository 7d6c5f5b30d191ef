import { PageHeader, Section } from "@/components/desk/shell/page-header"
import { TokenForm } from "@/components/desk/tokens/token-form"
import { TokenList } from "@/components/desk/tokens/token-list"
import { listApiTokens } from "@/lib/auth/api-tokens"
import { listBlogs } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { orNotFound } from "../found"
import { requireViewer } from "../signed-in"
import { createTokenAction, revokeTokenAction } from "./actions"

export const metadata = { title: "API tokens" }

export default async function TokensPage() {
  const person = await requireViewer(paths.deskTokens())
  const [tokens, blogs] = await orNotFound(Promise.all([listApiTokens(person), listBlogs(person)]))
  return (
    <>
      <PageHeader title="API tokens">Let a feed or bot post through the API.</PageHeader>
      <TokenForm blogs={blogs.map(({ id, title }) => ({ id, title }))} create={createTokenAction} />
      <Section title="Tokens in use">
        <TokenList tokens={tokens} now={Date.now()} revoke={revokeTokenAction} />
      </Section>
    </>
  )
}
