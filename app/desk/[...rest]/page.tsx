import { notFound } from "next/navigation"
import { paths } from "@/lib/paths"
import { requireViewer } from "../signed-in"

/** Any other address below the desk: the desk's own "nothing here", with its navigation. */
export default async function UnknownDeskPage() {
  await requireViewer(paths.desk())
  notFound()
}
