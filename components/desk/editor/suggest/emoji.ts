import { Extension } from "@tiptap/core"
import { PluginKey } from "@tiptap/pm/state"
import Suggestion from "@tiptap/suggestion"
import { type Emoji, findEmoji } from "@/components/desk/composer/suggest/find-emoji"
import { drawSuggestions, SUGGESTIONS_WITHIN } from "./draw-suggestions"

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
