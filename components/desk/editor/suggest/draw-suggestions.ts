import { ReactRenderer } from "@tiptap/react"
import type { SuggestionOptions, SuggestionProps } from "@tiptap/suggestion"
import { isComposing } from "@/components/ui/is-composing"
import { type Suggested, SuggestionList, type SuggestionListHandle, type SuggestionListProps } from "./suggestion-list"

/** Where lists are put: inside the page's main part, so that who goes by landmarks finds them, and outside of what clips. */
export const SUGGESTIONS_WITHIN = "main"

type Draw<I> = NonNullable<SuggestionOptions<I, I>["render"]>

/** Draws what the suggestion plugin finds as a list below the cursor. */
export function drawSuggestions<I>(name: string, toLine: (item: I) => Suggested): Draw<I> {
  return () => {
    let list: ReactRenderer<SuggestionListHandle, SuggestionListProps> | null = null
    let unmount: (() => void) | null = null
    const draw = (props: SuggestionProps<I, I>) => {
      const onChoose = (index: number) => {
        const item = props.items[index]
        if (item) props.command(item)
      }
      return { editor: props.editor, name, items: props.items.map(toLine), onChoose }
    }
    return {
      onStart: (props) => {
        list = new ReactRenderer<SuggestionListHandle, SuggestionListProps>(SuggestionList, {
          editor: props.editor,
          props: draw(props),
        })
        list.element.classList.add("z-50")
        unmount = props.mount(list.element)
      },
      // Before they are found there is nothing to show; what was there stays until then.
      onUpdate: (props) => {
        if (!props.loading) list?.updateProps(draw(props))
      },
      onKeyDown: ({ event }) => {
        if (isComposing(event)) return false
        // It closes these suggestions; the composer around would take it for its own.
        if (event.key === "Escape") event.stopPropagation()
        return list?.ref?.press(event) ?? false
      },
      onExit: () => {
        unmount?.()
        list?.destroy()
        list = null
      },
    }
  }
}
