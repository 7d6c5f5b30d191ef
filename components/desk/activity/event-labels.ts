/** What was done, as the history and the activity log tell it: "Ann published", "Scheduler hid". */
const DEEDS: Record<string, string> = {
  create: "wrote a draft",
  submit: "submitted",
  "take-back": "withdrew",
  "hand-back": "sent back",
  schedule: "scheduled",
  reschedule: "scheduled for another time",
  unschedule: "unscheduled",
  publish: "published",
  unpublish: "unpublished",
  edit: "edited",
  hide: "hid",
  show: "showed",
  delete: "deleted",
  restore: "restored",
  pin: "pinned",
  unpin: "unpinned",
  alert: "showed as breaking",
  "end-alert": "ended the alert",
  "order-pins": "reordered the pins",
  retime: "changed the time",
  correct: "added a correction",
  uncorrect: "removed the correction",
  tag: "tagged",
  untag: "removed a tag",
  "hand-over": "handed over",
  card: "added the preview of a link",
  undo: "undid a change",
  revert: "restored an earlier version",
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
