import { useCallback, useEffect, useState } from "react"
import { requestJson } from "@/components/desk/forms/request-json"
import { paths } from "@/lib/paths"
import type { Queue } from "@/lib/posts/read-queue"

/** The posts of a blog that are not out yet, null before the first reading; read again whenever `mark` says that one was saved. */
export function useQueue(blogId: string, mark: string): Queue | null {
  const [queue, setQueue] = useState<Queue | null>(null)
  const read = useCallback(async () => {
    const result = await requestJson<Queue>(paths.deskQueue(blogId), null, { method: "GET" })
    // Without an answer the board keeps what it has: the desk's health says what is wrong.
    if (result.ok) setQueue(result.data)
  }, [blogId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mark is another queue
  useEffect(() => void read(), [read, mark])
  return queue
}
