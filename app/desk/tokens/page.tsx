import { PageHeader, Section } from "@/components/desk/shell/page-header"
import { TokenForm } from "@/components/desk/tokens/token-form"
import { TokenList } from "@/components/desk/tokens/token-list"
import { listApiTokens } from "@/lib/auth/api-tokens"
import { listBlogs } from "@/lib/blogs/read-blogs"
import { paths } from "@/lib/paths"
import { found } from "../found"
import { requirePerson } from "../signed-in"
import { createToken, revokeToken } from "./actions"

export const metadata = { title: "API tokens" }

export default async function TokensPage() {
  const person = await requirePerson(paths.deskTokens())
  const [tokens, blogs] = await found(Promise.all([listApiTokens(person), listBlogs(person)]))
  return (
    <>
      <PageHeader title="API tokens">With a token a program writes through the HTTP API, in its own name.</PageHeader>
      <TokenForm blogs={blogs.map(({ id, title }) => ({ id, title }))} create={createToken} />
      <Section title="Tokens in use">
        <TokenList tokens={tokens} now={Date.now()} revoke={revokeToken} />
      </Section>
    </>
  )
}
