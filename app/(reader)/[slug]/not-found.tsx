import { MessageLink, MessagePage } from "@/components/reader/message-page"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { paths } from "@/lib/paths"

export default function BlogNotFound() {
  return (
    <ReaderFrame>
      <MessagePage code="Not found" title="There is no live blog at this address.">
        <p>It may have been taken down, or the address may have a typing mistake in it.</p>
        <MessageLink href={paths.front()}>See all live blogs</MessageLink>
      </MessagePage>
    </ReaderFrame>
  )
}
