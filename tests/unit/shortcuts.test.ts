import { describe, expect, it } from "vitest"
import {
  ACTION_IDS,
  type ActionId,
  isShortcut,
  keysOf,
  postActionsOf,
  SHORTCUTS,
} from "@/components/desk/keys/shortcuts"

const press = (key: string, held: ("ctrl" | "meta" | "alt" | "shift")[] = []) => ({
  key,
  ...{ ctrlKey: held.includes("ctrl"), metaKey: held.includes("meta") },
  ...{ altKey: held.includes("alt"), shiftKey: held.includes("shift") },
})

/** Combinations that browsers or systems keep for themselves. */
const TAKEN = ["n", "t", "w", "q", "l", "tab", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]

describe("the keys of the desk", () => {
  it.each(ACTION_IDS)("%s has a key that no browser takes, and no other action of its place has it", (id) => {
    const { key, mod, shift, group } = SHORTCUTS[id]
    if (mod) expect(TAKEN).not.toContain(key.toLowerCase())
    const twins = ACTION_IDS.filter((other) => {
      const its = SHORTCUTS[other]
      const isSame = its.key === key && its.mod === mod && its.shift === shift
      return other !== id && isSame && (group === "While writing") === (its.group === "While writing")
    })
    // Hide and show are never offered for the same post.
    expect(twins.filter((other) => ![id, other].includes("hide"))).toEqual([])
  })

  it("are printed as on the keyboard in front of the editor", () => {
    expect(keysOf("save", "other")).toEqual(["Ctrl", "Enter"])
    expect(keysOf("save", "mac")).toEqual(["⌘", "↩"])
    expect(keysOf("scheduleText", "mac")).toEqual(["⌘", "⇧", "↩"])
  })

  it("need exactly their modifiers", () => {
    const matches = (id: ActionId, key: string, held: Parameters<typeof press>[1] = []) =>
      isShortcut(press(key, held), id)
    expect(matches("save", "Enter", ["ctrl"])).toBe(true)
    expect(matches("save", "Enter", ["meta"])).toBe(true)
    expect(matches("save", "Enter", ["ctrl", "shift"])).toBe(false)
    expect(matches("next", "j")).toBe(true)
    // The first letter of a sentence is no shortcut.
    expect(matches("next", "J", ["shift"])).toBe(false)
    expect(matches("keyList", "?", ["shift"])).toBe(true)
  })

  it("give each letter its actions", () => {
    expect(postActionsOf("h")).toEqual(["hide", "show"])
    expect(postActionsOf("j")).toEqual([])
  })
})
