import { MessageLink, MessagePage } from "@/components/reader/message-page"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

export default async function RehearsalNotFound() {
  return (
    <ReaderFrame site={await getSiteSettings()}>
      <MessagePage code="Not found" title="This rehearsal is over.">
        <p>Its link was ended or replaced, or has a typing mistake in it. Ask the newsroom for the newest one.</p>
        <MessageLink href={paths.front()}>See all live blogs</MessageLink>
      </MessagePage>
    </ReaderFrame>
  )
}
