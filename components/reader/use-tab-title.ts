import { useEffect, useRef } from "react"

const COUNT = /^\(\d+\) /

/** Puts the number of waiting updates before the tab's title, and follows the blog's title. */
export function useTabTitle(blogTitle: string, waiting: number) {
  const titleBefore = useRef(blogTitle)
  useEffect(() => {
    const plain = document.title.replace(COUNT, "").replace(titleBefore.current, () => blogTitle)
    titleBefore.current = blogTitle
    document.title = waiting > 0 ? `(${waiting}) ${plain}` : plain
  }, [blogTitle, waiting])
}
