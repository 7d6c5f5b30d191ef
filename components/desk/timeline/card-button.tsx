import type { LucideIcon } from "lucide-react"
import { stateName, useAudienceWords } from "@/components/desk/blogs/blog-audience-context"
import { POST_KEYS } from "@/components/desk/keys/key-labels"
import { Button } from "@/components/ui/button"

type CardButtonProps = {
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
export function CardButton({ name, Icon, disabled, onClick, main = false, compact = false }: CardButtonProps) {
  const words = useAudienceWords()
  return (
    <Button
      size="small"
      variant={main ? (name.startsWith("Publish") ? words.variant : "primary") : "ghost"}
      disabled={disabled}
      onClick={onClick}
      data-edit={name === "Edit" || undefined}
      data-key={POST_KEYS[name]}
      aria-keyshortcuts={POST_KEYS[name]}
      title={compact ? stateName(name, words) : undefined}
      className={compact ? "sm:size-8 sm:px-0" : main ? "max-sm:basis-full" : "max-sm:min-w-11"}
    >
      <Icon aria-hidden />
      <span className={compact ? "sr-only" : main ? "" : "max-sm:sr-only"}>{stateName(name, words)}</span>
    </Button>
  )
}
