type Key = { isComposing: boolean; keyCode: number }

/**
 * True for a key that belongs to an input method: its Enter confirms letters, its Escape drops them. Safari ends the composition
 * before it reports the key, and marks it by the code 229 alone.
 */
export function isComposing(event: Key | { nativeEvent: Key }): boolean {
  const { isComposing: composing, keyCode } = "nativeEvent" in event ? event.nativeEvent : event
  return composing || keyCode === 229
}
