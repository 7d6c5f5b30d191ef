import { MessageLink, MessagePage } from "@/components/reader/message-page"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { paths } from "@/lib/paths"

export default function PostNotFound() {
  return (
    <ReaderFrame>
      <MessagePage code="Not found" title="This update is not here.">
        <p>It may have been taken down by the newsroom, or the address may have a typing mistake in it.</p>
        <MessageLink href=".">Go to the live blog</MessageLink>{" "}
        <MessageLink href={paths.front()}>See all live blogs</MessageLink>
      </MessagePage>
    </ReaderFrame>
  )
}
