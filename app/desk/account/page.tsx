import { NameForm, PasswordForm } from "@/components/desk/account/account-forms"
import { OwnSessions } from "@/components/desk/account/own-sessions"
import { PortraitForm } from "@/components/desk/account/portrait-form"
import { NarrowPage, PageHeader, Section } from "@/components/desk/shell/page-header"
import { getOwnAccount } from "@/lib/auth/own-account"
import { ROLE_WORDS } from "@/lib/auth/roles"
import { listOwnSessions } from "@/lib/auth/sessions"
import { getOwnPortrait } from "@/lib/media/own-portrait"
import { paths } from "@/lib/paths"
import { requirePerson } from "../signed-in"
import { changeName, changePassword, changePortrait, endOthers, endSession } from "./actions"

export const metadata = { title: "Your account" }

export default async function AccountPage() {
  const person = await requirePerson(paths.deskAccount())
  const [account, sessions, picture] = await Promise.all([
    getOwnAccount(person),
    listOwnSessions(person),
    getOwnPortrait(person),
  ])
  return (
    <NarrowPage>
      <PageHeader title="Your account">
        {`${account.email} · ${ROLE_WORDS[account.role].name}. ${ROLE_WORDS[account.role].can}`}
      </PageHeader>
      <NameForm name={account.name} change={changeName} />
      <Section
        title="Picture"
        hint="Readers see it beside your byline, small and round. At least 320 pixels wide; updates you wrote before keep the one they had."
      >
        <PortraitForm picture={picture} change={changePortrait} />
      </Section>
      <Section title="Password" hint="A new one ends your sessions everywhere else.">
        <PasswordForm email={account.email} change={changePassword} />
      </Section>
      <Section title="Where you are signed in">
        <OwnSessions sessions={sessions} now={Date.now()} end={endSession} endOthers={endOthers} />
      </Section>
    </NarrowPage>
  )
}
