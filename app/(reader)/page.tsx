import type { Metadata } from "next"
import { FrontPageView } from "@/components/reader/front-page-view"
import { ReaderFrame } from "@/components/reader/reader-frame"
import { readFrontPage } from "@/lib/blogs/read-front-page"
import { paths } from "@/lib/paths"

export const dynamic = "force-dynamic"

export const metadata: Metadata = {
  title: { absolute: "Running Story: live coverage, as it happens" },
  alternates: { canonical: paths.front() },
}

export default async function Front() {
  return (
    <ReaderFrame>
      <FrontPageView page={await readFrontPage()} />
    </ReaderFrame>
  )
}
