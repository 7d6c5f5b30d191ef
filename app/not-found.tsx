import { MessageLink, MessagePage } from "@/components/reader/message-page"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { paths } from "@/lib/paths"

export default function NotFound() {
  return (
    <ReaderFrame>
      <MessagePage code="Not found" title="There is nothing at this address.">
        <p>It may have moved, or the address may have a typing mistake in it.</p>
        <MessageLink href={paths.front()}>See all live blogs</MessageLink>
      </MessagePage>
    </ReaderFrame>
  )
}
