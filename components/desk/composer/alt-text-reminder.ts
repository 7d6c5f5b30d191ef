import { toast } from "sonner"

/** Says that a post is out without some of its pictures, until it is saved with them. */
export function remindOfAltText(postId: string): void {
  toast("Published without pictures that need alt text", {
    id: toastIdOf(postId),
    duration: Number.POSITIVE_INFINITY,
    description: "They wait in the edit of this post. Describe them, then update it.",
    action: {
      label: "Add alt text",
      onClick: (event) => {
        // The reminder stays until the pictures are out.
        event.preventDefault()
        const fields = document.querySelectorAll<HTMLInputElement>(`[data-row="${postId}"] [data-alt]:enabled`)
        const field = [...fields].find(({ value }) => value.trim() === "") ?? fields[0]
        // Messages give the focus back to where it was when they lose it; only then can it go on.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        field?.focus({ preventScroll: true })
        field?.scrollIntoView({ block: "center" })
      },
    },
  })
}

export function forgetAltText(postId: string): void {
  toast.dismiss(toastIdOf(postId))
}

function toastIdOf(postId: string): string {
  return `alt-text-${postId}`
}
