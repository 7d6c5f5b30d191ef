import { connection } from "next/server"
import { MessageLink, MessagePage } from "@/components/reader/message-page"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"

export default async function NotFound() {
  // The site's name is known when it runs, not when it is built.
  await connection()
  return (
    <ReaderFrame site={await getSiteSettings()}>
      <MessagePage code="Not found" title="There is nothing at this address.">
        <p>It may have moved, or the address may have a typing mistake in it.</p>
        <MessageLink href={paths.front()}>See all live blogs</MessageLink>
      </MessagePage>
    </ReaderFrame>
  )
}
