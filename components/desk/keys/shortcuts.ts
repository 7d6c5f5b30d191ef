/** Everything at the desk that has a key. Buttons carry the id; what they are called does not matter here. */
export const ACTION_IDS = [
  ...(["palette", "keyList", "undo", "redo"] as const),
  ...(["newPost", "search", "filters", "next", "previous"] as const),
  ...(["edit", "publish", "sendBack", "hide", "show", "pin", "keyEvent", "alert", "schedule", "changeTime"] as const),
  ...(["unschedule", "history", "delete", "restore", "select"] as const),
  ...(["save", "saveDraft", "scheduleText", "templates", "leave"] as const),
] as const

export type ActionId = (typeof ACTION_IDS)[number]

/** Actions on a post, which act on the selected row alone. */
export type PostActionId = Extract<
  ActionId,
  | ("edit" | "publish" | "sendBack" | "hide" | "show" | "pin" | "keyEvent" | "alert" | "schedule" | "changeTime")
  | ("unschedule" | "history" | "delete" | "restore")
>

export type Platform = "mac" | "other"

type Group = "Everywhere" | "In a live blog" | "Selected post" | "While writing"

/** `mod`: Ctrl, on a Mac Command. `asks`: changes nothing by itself. `confirm`: a second press does it. */
type Shortcut = {
  group: Group
  label: string
  key: string
  mod?: boolean
  shift?: boolean
  asks?: true
  confirm?: "hide" | "show" | "delete"
}

export const SHORTCUTS: Record<ActionId, Shortcut> = {
  palette: { group: "Everywhere", label: "Go to or do (in a text: link)", key: "k", mod: true },
  undo: { group: "Everywhere", label: "Undo", key: "z", mod: true },
  redo: { group: "Everywhere", label: "Redo", key: "z", mod: true, shift: true },
  keyList: { group: "Everywhere", label: "Show all keys", key: "?" },
  newPost: { group: "In a live blog", label: "Write a post", key: "n" },
  search: { group: "In a live blog", label: "Search posts", key: "/" },
  filters: { group: "In a live blog", label: "Filter posts", key: "f" },
  next: { group: "In a live blog", label: "Select next post", key: "j" },
  previous: { group: "In a live blog", label: "Select previous post", key: "k" },
  edit: { group: "Selected post", label: "Edit", key: "e", asks: true },
  publish: { group: "Selected post", label: "Publish or submit", key: "p" },
  sendBack: { group: "Selected post", label: "Send back", key: "b", asks: true },
  schedule: { group: "Selected post", label: "Schedule", key: "s", asks: true },
  unschedule: { group: "Selected post", label: "Unschedule or withdraw", key: "u" },
  changeTime: { group: "Selected post", label: "Change time", key: "c", asks: true },
  hide: { group: "Selected post", label: "Hide (press twice)", key: "h", confirm: "hide" },
  show: { group: "Selected post", label: "Show again (press twice)", key: "h", confirm: "show" },
  pin: { group: "Selected post", label: "Pin to the top or unpin", key: "t" },
  keyEvent: { group: "Selected post", label: "Toggle key event", key: "i" },
  alert: { group: "Selected post", label: "Show as breaking or end it", key: "a" },
  history: { group: "Selected post", label: "Open versions", key: "v", asks: true },
  delete: { group: "Selected post", label: "Delete (press twice)", key: "d", confirm: "delete" },
  restore: { group: "Selected post", label: "Restore", key: "r" },
  select: { group: "Selected post", label: "Tick for a group, with Shift all up to it", key: "x" },
  save: { group: "While writing", label: "Publish, submit or update", key: "Enter", mod: true },
  saveDraft: { group: "While writing", label: "Save draft", key: "s", mod: true },
  scheduleText: { group: "While writing", label: "Schedule", key: "Enter", mod: true, shift: true },
  templates: { group: "While writing", label: "Go to the templates", key: "/", mod: true },
  leave: { group: "While writing", label: "Go to the timeline, cancel an edit", key: "Escape" },
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">

/** True when a key with its modifiers is this action's. */
export function isShortcut(event: Pressed, id: ActionId): boolean {
  const { key, mod = false, shift = false } = SHORTCUTS[id]
  const isMod = event.ctrlKey || event.metaKey
  const isSymbol = key.length === 1 && !/[a-z]/.test(key)
  if (event.altKey || isMod !== mod || (!isSymbol && event.shiftKey !== shift)) return false
  return event.key.toLowerCase() === key.toLowerCase()
}

/** The actions on a post that a letter stands for; a post offers at most one of them. */
export function postActionsOf(key: string): PostActionId[] {
  return POST_ACTION_IDS.filter((id) => SHORTCUTS[id].key === key)
}

const POST_ACTION_IDS = ACTION_IDS.filter(
  (id): id is PostActionId => SHORTCUTS[id].group === "Selected post" && id !== "select",
)

/** The keys of an action as they are printed on this platform's keyboard. */
export function keysOf(id: ActionId, platform: Platform): string[] {
  const { key, mod, shift } = SHORTCUTS[id]
  const isMac = platform === "mac"
  const named = NAMES[key]?.[isMac ? 1 : 0] ?? key.toUpperCase()
  return [...(mod ? [isMac ? "⌘" : "Ctrl"] : []), ...(shift ? [isMac ? "⇧" : "Shift"] : []), named]
}

const NAMES: Record<string, [string, string]> = { Enter: ["Enter", "↩"], Escape: ["Esc", "esc"] }

/** The same for `aria-keyshortcuts`. */
export function ariaKeysOf(id: ActionId, platform: Platform): string {
  const { key, mod, shift } = SHORTCUTS[id]
  const parts = [...(mod ? [platform === "mac" ? "Meta" : "Control"] : []), ...(shift ? ["Shift"] : []), key]
  return parts.join("+")
}
