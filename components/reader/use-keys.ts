import { useEffect, useState } from "react"
import { localItems } from "@/lib/local-storage"
import { goTo } from "./go-to"

const KEY = "running-story:keys"
const EDITABLE = "input, textarea, select, [contenteditable]"

/** "j" and "k" go to the next and the previous post, until the reader switches them off. */
export function useKeys() {
  const [on, setOn] = useState(true)
  useEffect(() => setOn(localItems.read(KEY) !== "off"), [])
  useEffect(() => {
    if (!on) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(EDITABLE)) return
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0
      const post = step === 0 ? null : findNext(step)
      if (!post) return
      event.preventDefault()
      goTo(post)
    }
    document.addEventListener("keydown", onKey)
    return () => document.removeEventListener("keydown", onKey)
  }, [on])

  const choose = (wanted: boolean) => {
    setOn(wanted)
    if (wanted) localItems.remove(KEY)
    else localItems.write(KEY, "off")
  }
  return { on, choose }
}

/** From the post that has the focus, else from the one at the top of the window. */
function findNext(step: 1 | -1): HTMLElement | undefined {
  const posts = [...document.querySelectorAll<HTMLElement>("[data-timeline] article")]
  const here = posts.findIndex((post) => post.contains(document.activeElement))
  if (here >= 0) return posts[here + step]
  const tops = posts.map((post) => post.getBoundingClientRect().top)
  return step > 0 ? posts[tops.findIndex((top) => top > 0)] : posts[tops.findLastIndex((top) => top < 0)]
}
