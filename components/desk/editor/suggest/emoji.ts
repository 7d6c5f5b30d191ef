import { Extension } from "@tiptap/core"
import { PluginKey } from "@tiptap/pm/state"
import Suggestion from "@tiptap/suggestion"

import { drawSuggestions, SUGGESTIONS_WITHIN } from "./draw-suggestions"

type Emoji = { character: string; name: string }

type Library = Record<string, string[]>

const MAX_RESULTS = 8

/** Emoji whose name or other words begin like this; those of that name first. */
function findEmoji(library: Library, query: string): Emoji[] {
  const wanted = query.toLowerCase()
  const found: (Emoji & { rank: number })[] = []
  for (const [character, words] of Object.entries(library)) {
    const [name = "", ...others] = words.map((word) => word.toLowerCase())
    const rank =
      name === wanted || others.includes(wanted)
        ? name === wanted
          ? 0
          : 1
        : name.startsWith(wanted)
          ? 2
          : others.some((word) => word.startsWith(wanted)) || name.split("_").some((word) => word.startsWith(wanted))
            ? 3
            : null
    if (rank !== null) found.push({ character, name: name.replaceAll("_", " "), rank })
  }
  return found.sort((a, b) => a.rank - b.rank).slice(0, MAX_RESULTS)
}

/** ":" and two letters offer emoji. The library of their names is large, so it comes when it is first needed. */
export const EmojiMenu = Extension.create({
  name: "emojiMenu",
  priority: 900,
  addProseMirrorPlugins() {
    return [
      Suggestion<Emoji, Emoji>({
        editor: this.editor,
        pluginKey: new PluginKey("emojiMenu"),
        container: SUGGESTIONS_WITHIN,
        char: ":",
        allowedPrefixes: [" ", "(", "“", '"'],
        minQueryLength: 2,
        items: async ({ query }) => findEmoji((await import("emojilib")).default, query),
        command: ({ editor, range, props: { character } }) =>
          editor.chain().focus().insertContentAt(range, character).run(),
        render: drawSuggestions("Emoji", ({ character, name }) => ({ key: character, label: name, mark: character })),
      }),
    ]
  },
})
