import type { SourceKind } from "@/lib/receivers/source-schemas"

type SecretField = { name: string; label: string; hint: string; optional?: boolean }

/** What an editor reads and enters for one kind of source. */
type KindTexts = {
  label: string
  hint: string
  secrets: SecretField[]
  /** Chats or channels; null: the address alone decides. */
  places: { label: string; hint: string } | null
  /** What to do at the other side. */
  steps: string[]
  canConnect?: boolean
}

export const KIND_TEXTS: Record<SourceKind, KindTexts> = {
  telegram: {
    label: "Telegram",
    hint: "A group or channel with your bot in it. Telegram reports edits, but no deletions.",
    secrets: [{ name: "botToken", label: "Bot token", hint: "From @BotFather, as in 123456:ABC-DEF…" }],
    places: { label: "Chat IDs", hint: "One per line. Not sure? Leave empty: the first message shows its ID here." },
    steps: [
      "In Telegram, open @BotFather, send /newbot and copy the token.",
      "To read groups: send /setprivacy to @BotFather, choose your bot, choose Disable.",
      "Add the bot to your group, or as an admin to your channel.",
      "Press Connect here, then write a message in the chat.",
      "If its chat ID is not listed yet, it shows here as a problem. Add it under Edit.",
    ],
    canConnect: true,
  },
  slack: {
    label: "Slack",
    hint: "Channels with your app in them: messages, edits, deletions, threads, pictures.",
    secrets: [
      { name: "signingSecret", label: "Signing secret", hint: "On your app's Basic Information page." },
      {
        name: "botToken",
        label: "Bot token",
        hint: "Starts with xoxb-. For pictures and names; needs files:read and users:read.",
        optional: true,
      },
    ],
    places: { label: "Channel IDs", hint: "One per line, as in C024BE91L. In Slack: channel name, About, at the end." },
    steps: [
      "At api.slack.com/apps, create an app, and add it here with its signing secret.",
      "OAuth & Permissions: add channels:history, files:read, users:read and reactions:read, then install the app.",
      "Event Subscriptions: switch on, paste the webhook address from here, wait for Verified.",
      "Subscribe to message.channels (message.groups for private channels), reaction_added, reaction_removed.",
      "In Slack, type /invite and your app's name in the channel.",
    ],
  },
  webhook: {
    label: "Webhook",
    hint: "Any program that sends JSON, such as a results feed or an automation.",
    secrets: [],
    places: null,
    steps: [
      "Copy the secret that shows after adding, and the webhook address.",
      "POST JSON with id and text; also title, author, revision, deleted, picture.",
      "Send the secret as Authorization: Bearer, or sign with it by Standard Webhooks.",
    ],
  },
}

export const KINDS = Object.keys(KIND_TEXTS) as SourceKind[]
