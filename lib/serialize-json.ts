/** JSON as it may stand inside a script element: no text in it can end the element or begin another. */
export function serializeForScript(data: unknown): string {
  return JSON.stringify(data).replaceAll(/[<>&\u2028\u2029]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`
  })
}
