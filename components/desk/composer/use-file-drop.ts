"use client"

import { type DragEvent, useState } from "react"

/** Takes in files that are dropped on an element, beside whatever takes them by itself. */
export function useFileDrop(take: (files: File[]) => void) {
  const [dropping, setDropping] = useState(false)
  const onDrop = (event: DragEvent) => {
    setDropping(false)
    if (event.defaultPrevented || event.dataTransfer.files.length === 0) return
    // Dropped beside the text: without this the browser would leave the page and open the file.
    event.preventDefault()
    take([...event.dataTransfer.files])
  }
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return
    event.preventDefault()
    setDropping(true)
  }
  return { dropping, dropProps: { onDrop, onDragOver, onDragLeave: () => setDropping(false) } }
}
