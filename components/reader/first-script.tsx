import { SAY_LANGUAGE, SAY_LANGUAGE_AND_ORDER } from "@/lib/headers/first-script"

/**
 * Runs before the page is first drawn, ahead of its own script, so that nothing turns around under a reader's eyes.
 * `order`: false where a page has one order for everybody.
 */
export function FirstScript({ order = true }: { order?: boolean }) {
  return <script>{order ? SAY_LANGUAGE_AND_ORDER : SAY_LANGUAGE}</script>
}
