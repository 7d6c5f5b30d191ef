/** Every key of the desk, as the list under “?” shows them. */
export const KEY_LABELS: { group: string; keys: { keys: string[]; does: string }[] }[] = [
  {
    group: "Everywhere",
    keys: [
      { keys: ["Ctrl", "K"], does: "Go to a live blog, do something (in a text: link)" },
      { keys: ["Ctrl", "Z"], does: "Take back what was done (in a text: what was typed)" },
      { keys: ["?"], does: "This list" },
    ],
  },
  {
    group: "At a live blog",
    keys: [
      { keys: ["N"], does: "New update" },
      { keys: ["/"], does: "Search updates" },
      { keys: ["F"], does: "Filters" },
      { keys: ["J"], does: "Next update" },
      { keys: ["K"], does: "Previous update" },
    ],
  },
  {
    group: "On an update",
    keys: [
      { keys: ["E"], does: "Edit" },
      { keys: ["P"], does: "Publish, or send for approval" },
      { keys: ["H"], does: "Hide, or show again" },
      { keys: ["T"], does: "Pin to the top, or unpin" },
      { keys: ["I"], does: "Key event, or no longer" },
      { keys: ["D"], does: "Delete" },
      { keys: ["R"], does: "Restore a deleted one" },
      { keys: ["X"], does: "Select, with Shift all up to it" },
    ],
  },
  {
    group: "While writing",
    keys: [
      { keys: ["Ctrl", "Enter"], does: "Publish, or save" },
      { keys: ["/"], does: "Blocks, at the beginning of a line" },
      { keys: ["Alt", "1"], does: "Begin with the first template" },
      { keys: ["Esc"], does: "Leave an edit" },
    ],
  },
]

/** The key of each button on an update. */
export const POST_KEYS: Record<string, string | undefined> = {
  Edit: "e",
  Publish: "p",
  "Publish now": "p",
  "Send for approval": "p",
  Hide: "h",
  Show: "h",
  Pin: "t",
  Unpin: "t",
  "Key event": "i",
  Unmark: "i",
  Delete: "d",
  Restore: "r",
}
