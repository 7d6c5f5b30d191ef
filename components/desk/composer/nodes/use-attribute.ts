import type { NodeViewProps } from "@tiptap/react"
import { useEffect, useState } from "react"

/**
 * A node's text attribute for an input. The editor redraws a node a moment after the key was pressed; without a copy of
 * its own the input would lose the cursor's place.
 */
export function useAttribute({ node, updateAttributes }: NodeViewProps, name: string) {
  const stored = String(node.attrs[name] ?? "")
  const [value, setValue] = useState(stored)
  useEffect(() => setValue(stored), [stored])
  const onChange = (event: { currentTarget: { value: string } }) => {
    setValue(event.currentTarget.value)
    updateAttributes({ [name]: event.currentTarget.value })
  }
  return { value, onChange }
}
