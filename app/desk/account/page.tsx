import { NameForm, PasswordForm } from "@/components/desk/account/account-forms"
import { EmailForm } from "@/components/desk/account/email-form"
import { OwnSessions } from "@/components/desk/account/own-sessions"
import { PortraitForm } from "@/components/desk/account/portrait-form"
import { TwoFactorSection } from "@/components/desk/account/two-factor-section"
import { NarrowPage, PageHeader, Section } from "@/components/desk/shell/page-header"
import { getOwnAccount } from "@/lib/auth/own-account"
import { listOwnSessions } from "@/lib/auth/sessions"
import { canSendMail } from "@/lib/mail/send-mail"
import { getOwnPortrait } from "@/lib/media/own-portrait"
import { paths } from "@/lib/paths"
import { ROLE_LABELS } from "@/lib/permissions/roles"
import { requireViewer } from "../signed-in"
import {
  changeEmailAction,
  changeNameAction,
  changePasswordAction,
  changePortraitAction,
  confirmTwoFactorAction,
  endOtherSessionsAction,
  endSessionAction,
  renewRecoveryCodesAction,
  setUpTwoFactorAction,
  turnOffTwoFactorAction,
} from "./actions"

export const metadata = { title: "Your account" }

export default async function AccountPage() {
  const person = await requireViewer(paths.deskAccount())
  const [account, sessions, picture] = await Promise.all([
    getOwnAccount(person),
    listOwnSessions(person),
    getOwnPortrait(person),
  ])
  return (
    <NarrowPage>
      <PageHeader title="Your account">
        {`${account.email} · ${ROLE_LABELS[account.role].name}. ${ROLE_LABELS[account.role].can}`}
      </PageHeader>
      <NameForm name={account.name} change={changeNameAction} />
      <Section
        title="Picture"
        hint="Readers see it beside your byline, small and round. At least 320 pixels wide; posts you wrote before keep the one they had."
      >
        <PortraitForm picture={picture} change={changePortraitAction} />
      </Section>
      {canSendMail() && (
        <Section title="Email" hint="You sign in with it. A link to the new address confirms the change.">
          <EmailForm change={changeEmailAction} />
        </Section>
      )}
      <Section title="Password" hint="A new one ends your sessions everywhere else.">
        <PasswordForm email={account.email} change={changePasswordAction} />
      </Section>
      <Section
        title="Two-step sign-in"
        hint="A code from an app on your phone, besides the password. A stolen password alone opens nothing."
      >
        <TwoFactorSection
          isOn={account.twoFactorEnabled}
          actions={{
            setUp: setUpTwoFactorAction,
            confirm: confirmTwoFactorAction,
            renewCodes: renewRecoveryCodesAction,
            turnOff: turnOffTwoFactorAction,
          }}
        />
      </Section>
      <Section title="Where you are signed in">
        <OwnSessions sessions={sessions} now={Date.now()} end={endSessionAction} endOthers={endOtherSessionsAction} />
      </Section>
    </NarrowPage>
  )
}
