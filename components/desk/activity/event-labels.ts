/** What was done, as the history and the activity log tell it: "Ann published", "Scheduler hid". */
const DEEDS: Record<string, string> = {
  create: "wrote a draft",
  submit: "handed it in",
  "take-back": "took it back",
  "hand-back": "handed it back",
  schedule: "scheduled",
  reschedule: "scheduled for another time",
  unschedule: "took out of the schedule",
  publish: "published",
  unpublish: "took back to draft",
  edit: "edited",
  hide: "hid from readers",
  show: "showed again",
  delete: "deleted",
  restore: "restored",
  pin: "pinned",
  unpin: "unpinned",
  "order-pins": "put the pins in order",
  retime: "moved to another time",
  correct: "marked a correction",
  uncorrect: "took a correction mark off",
  tag: "tagged",
  untag: "took a tag off",
  "hand-over": "handed over",
  card: "added the preview of a link",
  undo: "undid a change",
  revert: "brought back an earlier text",
}

/** An action that this release does not know is told in its own name. */
export function eventLabels(action: string): string {
  return DEEDS[action] ?? action.replaceAll(/[-_.]/g, " ")
}

const SOURCES: Record<string, string> = {
  desk: "at the desk",
  api: "through the API",
  demo: "by the demo",
  telegram: "through Telegram",
  slack: "through Slack",
  webhook: "through a webhook",
}

export function sourceLabels(source: string): string {
  return SOURCES[source] ?? `through ${source}`
}
