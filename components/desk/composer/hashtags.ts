import { Extension, InputRule } from "@tiptap/core"

/** A word after `#`, once something follows it; it begins with a letter, so that "#1" stays a number. */
const HASHTAG = /(?:^|\s)#(\p{L}[\p{L}\p{N}_-]{1,39})[\s.,;:!?)]$/u

/** Tells of each hashtag as it is typed. The text stays as it is. */
export const Hashtags = Extension.create<{ onTag: (tag: string) => void }>({
  name: "hashtags",
  addOptions: () => ({ onTag: () => {} }),
  addInputRules() {
    const { onTag } = this.options
    const find = HASHTAG
    return [
      new InputRule({
        find,
        handler: ({ match: [, tag] }) => {
          if (tag) onTag(tag)
          return null
        },
      }),
    ]
  },
})
