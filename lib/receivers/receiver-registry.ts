import type { Receiver } from "./receiver"
import { slack } from "./slack"
import type { SourceKind } from "./source-schemas"
import { telegram } from "./telegram"
import { webhook } from "./webhook"

/** Every kind of source. */
export const RECEIVERS: Record<SourceKind, Receiver> = { telegram, slack, webhook }
