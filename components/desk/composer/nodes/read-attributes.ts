/** The attributes that a node of ours wrote into its HTML, as it is copied and pasted; false: there are none. */
export function readAttributes(value: string | undefined): Record<string, unknown> | false {
  try {
    const attrs: unknown = JSON.parse(value ?? "")
    return typeof attrs === "object" && attrs !== null ? { ...attrs } : false
  } catch {
    return false
  }
}
