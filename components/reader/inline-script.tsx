import { SET_LANGUAGE_AND_ORDER_SCRIPT, SET_LANGUAGE_SCRIPT } from "@/lib/security-headers/inline-scripts"

/**
 * Runs before the page is first drawn, ahead of its own script, so that nothing turns around under a reader's eyes.
 * `order`: false where a page has one order for everybody.
 */
export function InlineScript({ order = true }: { order?: boolean }) {
  return <script>{order ? SET_LANGUAGE_AND_ORDER_SCRIPT : SET_LANGUAGE_SCRIPT}</script>
}
