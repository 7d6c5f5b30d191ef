import type { CSSProperties } from "react"
import type { EmbedBlock as EmbedNode, EmbedPlayer as PlayerData } from "@/lib/content/document"
import { nameLink } from "@/lib/content/link-name"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import { LinkPreviewCard } from "./link-preview-card"

/**
 * A player that loads nothing from elsewhere until the reader asks for it; its place is kept, so that nothing jumps when it
 * does. `load-embed.ts` answers the button. Without it there is the link.
 */
type Embed = PlayerData & { url: string }
type Props = { words: Messages; loadable: boolean }

export function EmbedFigure({ attrs: { url, card, player }, ...rest }: Props & { attrs: EmbedNode["attrs"] }) {
  const link = nameLink(url)
  if (!link) return null
  return player ? (
    <Player embed={{ ...player, url: link.url }} {...rest} />
  ) : (
    <LinkPreviewCard link={link} card={card} />
  )
}

function Player({ embed, words, loadable }: Props & { embed: Embed }) {
  const { provider } = embed
  const what = words.embed[embed.label]
  if (!loadable) {
    return (
      <p>
        <OriginalLink embed={embed}>{`${what}: ${interpolate(words.openOn, { provider })}`}</OriginalLink>
      </p>
    )
  }
  return (
    <figure className="my-5 font-sans" data-embed={embed.src} data-embed-title={`${what}: ${provider}`}>
      <div className="embed-frame" style={reserve(embed)}>
        <div data-embed-ask className="m-auto px-4 py-3 text-center noscript:hidden">
          <button type="button" data-embed-load className="embed-load">
            {interpolate(words.loadEmbed[embed.label], { provider })}
          </button>
          <p className="mt-2 text-ink-faint text-meta">{interpolate(words.embedNote, { provider })}</p>
        </div>
        <div data-embed-slot className="absolute inset-0 hidden" />
      </div>
      <figcaption className="mt-2 text-ink-soft text-meta">
        <OriginalLink embed={embed}>{interpolate(words.openOn, { provider })}</OriginalLink>
      </figcaption>
    </figure>
  )
}

function OriginalLink({ embed, children }: { embed: Embed; children: string }) {
  return (
    <a href={embed.url} rel="noopener" className="quiet-link">
      {children}
    </a>
  )
}

function reserve({ size }: Embed): CSSProperties {
  if ("height" in size) return { height: size.height }
  return { aspectRatio: size.aspect, maxWidth: size.aspect < 1 ? "20.5rem" : undefined }
}
