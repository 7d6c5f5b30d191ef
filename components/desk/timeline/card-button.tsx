import type { LucideIcon } from "lucide-react"
import { stateName, useAudienceWords } from "@/components/desk/blogs/blog-audience-context"
import { type PostActionId, SHORTCUTS } from "@/components/desk/keys/shortcuts"
import { Button } from "@/components/ui/button"

type CardButtonProps = {
  id: PostActionId
  name: string
  Icon: LucideIcon
  disabled: boolean
  onClick: () => void
  /** What one most likely wants to do with this post. */
  main?: boolean
  /** Its picture alone, as in a row. */
  compact?: boolean
}

/** One thing to do with a post; on the phone only its picture, unless it is the main one. */
export function CardButton({ id, name, Icon, disabled, onClick, main = false, compact = false }: CardButtonProps) {
  const words = useAudienceWords()
  return (
    <Button
      size="small"
      variant={main ? (name.startsWith("Publish") ? words.variant : "primary") : "ghost"}
      disabled={disabled}
      onClick={(event) => {
        // A button that was clicked does not keep the focus: the next space would press it again.
        if (event.detail > 0) event.currentTarget.closest<HTMLElement>("[data-post]")?.focus({ preventScroll: true })
        onClick()
      }}
      data-edit={id === "edit" || undefined}
      data-action={id}
      aria-keyshortcuts={SHORTCUTS[id].key}
      title={compact ? stateName(name, words) : undefined}
      className={compact ? "sm:size-8 sm:px-0" : main ? "max-sm:basis-full" : "max-sm:min-w-11"}
    >
      <Icon aria-hidden />
      <span className={compact ? "sr-only" : main ? "" : "max-sm:sr-only"}>{stateName(name, words)}</span>
    </Button>
  )
}
