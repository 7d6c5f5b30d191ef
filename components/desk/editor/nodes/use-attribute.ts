import type { NodeViewProps } from "@tiptap/react"
import { useEffect, useState } from "react"

/** The attributes that a node of ours wrote into its HTML, as it is copied and pasted; false: there are none. */
export function readAttributes(value: string | undefined): Record<string, unknown> | false {
  try {
    const attrs: unknown = JSON.parse(value ?? "")
    return typeof attrs === "object" && attrs !== null ? { ...attrs } : false
  } catch {
    return false
  }
}

/**
 * A text that the editor keeps, for an input. The editor redraws a node a moment after the key was pressed; without a copy
 * of its own the input would lose the cursor's place.
 */
export function useText(stored: string, write: (value: string) => void) {
  const [value, setValue] = useState(stored)
  useEffect(() => setValue(stored), [stored])
  const onChange = (event: { currentTarget: { value: string } }) => {
    setValue(event.currentTarget.value)
    write(event.currentTarget.value)
  }
  return { value, onChange }
}

/** A node's text attribute for an input. */
export function useAttribute({ node, updateAttributes }: NodeViewProps, name: string) {
  return useText(String(node.attrs[name] ?? ""), (value) => updateAttributes({ [name]: value }))
}
