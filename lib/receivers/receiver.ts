import type { z } from "zod"
import type { Block } from "@/lib/content/document"
import type { SourceSettings } from "./source-schemas"

/** What reached the address of a source, before anything of it is trusted. */
export type RawRequest = { headers: Headers; body: Uint8Array }
export type Secrets = Readonly<Record<string, string>>

export type MarkName = "publish" | "keyEvent" | "hold"

type EventOrder = {
  /** The source's id of the message. */
  messageId: string
  /** The source's own order of changes, in its own unit. */
  revision: number
}

/** One change of one message, complete in itself: in any order, and repeated, events lead to the same posts. */
export type ReceivedEvent = EventOrder &
  (
    | {
        kind: "text"
        /** Common to the messages of one post. */
        postKey: string
        position: number
        /** The text as its source writes it; `render` reads it. */
        payload: object
        sender: Sender
        /** More messages of this post follow within a second. */
        more?: boolean
      }
    | { kind: "delete" }
    | { kind: "mark"; mark: MarkName; by: string; on: boolean }
  )

export type Sender = { id?: string | undefined; name?: string | undefined }

/** `reply`: what the source expects as an answer; `problems`: what an editor should know, as sentences. */
export type ParsedRequest = { events: ReceivedEvent[]; reply?: object; problems?: string[] }

/** A picture of a message; `key` is unique within it. */
export type RemoteFile = { key: string; alt: string; caption?: string; locate: () => Promise<RemoteAddress> }
export type RemoteAddress = { url: string; authorization?: string }

export type Rendered = { title?: string; blocks: Block[]; files: RemoteFile[] }

/** What rendering may use; `nameOf` returns a person's name, or null for an unknown one. */
export type RenderContext = {
  settings: SourceSettings
  secrets: Secrets
  nameOf: (senderId: string) => Promise<string | null>
}

/** One kind of source. Everything else, from the stored event to the post, is common to all. */
export type Receiver = {
  label: string
  /** The secrets that an editor enters, as fields of a form. */
  secretsSchema: z.ZodType<Record<string, string>>
  /** A secret that this server makes: shown once, or handed to the source by `connect`. */
  ownSecret?: { name: string; make: () => string }
  /** Throws `wrong_signature`, `old_signature`. Called before anything is parsed. */
  verify: (request: RawRequest, secrets: Secrets, now: Date) => void
  parse: (body: unknown, settings: SourceSettings, headers: Headers) => ParsedRequest
  render: (payload: unknown, context: RenderContext) => Promise<Rendered>
  /** A payload with this text, for trying the way from here to the post. */
  sample: (text: string) => object
  /** The name of a person by the source's own directory. */
  findName?: (senderId: string, secrets: Secrets) => Promise<string | null>
  /** Has the source send its messages to an address of ours. Returns why not, or null. */
  connect?: (address: string, secrets: Secrets) => Promise<string | null>
}
