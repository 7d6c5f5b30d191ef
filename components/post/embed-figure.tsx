import type { CSSProperties } from "react"
import type { EmbedBlock as EmbedNode, LinkPreview, EmbedPlayer as PlayerData } from "@/lib/content/document"
import { nameLink } from "@/lib/content/link-name"
import { shortDay } from "@/lib/i18n/format-dates"
import { interpolate, type Messages } from "@/lib/i18n/messages"
import { LinkPreviewCard } from "./link-preview-card"
import { ResponsiveImage } from "./responsive-image"

/**
 * A player that loads nothing from elsewhere until the reader asks for it. What the original says of itself
 * is drawn from its card. `load-embed.ts` answers the button. Without it there is the link.
 */
type Embed = PlayerData & { url: string }
type Props = { words: Messages; loadable: boolean }

export function EmbedFigure({ attrs: { url, card, player }, ...rest }: Props & { attrs: EmbedNode["attrs"] }) {
  const link = nameLink(url)
  if (!link) return null
  return player ? (
    <Player embed={{ ...player, url: link.url }} card={card} {...rest} />
  ) : (
    <LinkPreviewCard link={link} card={card} />
  )
}

type PlayerProps = Props & { embed: Embed; card: LinkPreview | undefined }

function Player({ embed, card, words, loadable }: PlayerProps) {
  const { provider, label } = embed
  const what = words.embed[label]
  if (!loadable) {
    return (
      <p>
        <OriginalLink embed={embed}>{`${what}: ${interpolate(words.openOn, { provider })}`}</OriginalLink>
        {card && `: ${[card.title, card.description].filter(Boolean).join(": ")}`}
      </p>
    )
  }
  return (
    <figure
      className="my-5 font-sans"
      data-embed={embed.src}
      data-embed-title={`${what}: ${provider}`}
      data-embed-provider={provider}
    >
      {/* A post is words first: its full height is taken when it is shown. */}
      <div className={label === "post" ? "embed-frame embed-post" : "embed-frame"} style={reserve(embed)}>
        {label === "post" ? (
          <PostAsk card={card} embed={embed} words={words} />
        ) : (
          <PlayerAsk {...{ card, embed, words }} />
        )}
        <div data-embed-slot className="absolute inset-0 hidden" />
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-4 text-ink-soft text-meta">
        <OriginalLink embed={embed}>{interpolate(words.openOn, { provider })}</OriginalLink>
        <button type="button" data-embed-never className="embed-never quiet-link">
          {interpolate(words.stopShowing, { provider })}
        </button>
      </figcaption>
    </figure>
  )
}

type AskProps = Omit<PlayerProps, "loadable">

/** Author, day and words of a post, and how to see the original. */
function PostAsk({ card, embed: { provider }, words }: AskProps) {
  return (
    <div data-embed-ask className="embed-words">
      {card && (
        <>
          <p className="flex flex-wrap gap-x-3 text-sm">
            <bdi className="min-w-0 truncate font-semibold text-ink">{card.title}</bdi>
            {card.date && (
              <time dateTime={card.date} className="text-ink-faint">
                {shortDay(`${card.date}T12:00:00Z`, { timeZone: "UTC", language: words.language })}
              </time>
            )}
          </p>
          <p dir="auto" className="line-clamp-2 whitespace-pre-line sm:line-clamp-3 text-ink text-sm leading-5">
            {card.description}
          </p>
        </>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-1 noscript:hidden">
        <button type="button" data-embed-load className="embed-load">
          {interpolate(words.loadEmbed.post, { provider })}
        </button>
        <Always provider={provider} words={words} />
      </div>
      <p className="text-ink-faint text-meta noscript:hidden">{interpolate(words.embedNote, { provider })}</p>
    </div>
  )
}

/** The still picture and title of a video, and how to play it; of other players, how to load them. */
function PlayerAsk({ card, embed: { provider, label }, words }: AskProps) {
  return (
    <>
      {card?.picture && (
        <ResponsiveImage picture={card.picture} sizes="(min-width: 46rem) 40rem, 100vw" className="embed-poster" />
      )}
      <div data-embed-ask className={card?.picture ? "embed-over" : "embed-ask"}>
        {card && (
          <p dir="auto" className="line-clamp-2 font-semibold">
            {card.title}
          </p>
        )}
        <div className="noscript:hidden">
          <button
            type="button"
            data-embed-load
            className={card?.picture ? "embed-load bg-white! text-black!" : "embed-load"}
          >
            {label === "video" && (
              <span aria-hidden="true" className="embed-play">
                ▶
              </span>
            )}
            {interpolate(words.loadEmbed[label], { provider })}
          </button>
          <p className="mt-1 text-meta">{interpolate(words.embedNote, { provider })}</p>
          <Always provider={provider} words={words} />
        </div>
      </div>
    </>
  )
}

function Always({ provider, words }: { provider: string; words: Messages }) {
  return (
    <label className="embed-always">
      <input type="checkbox" data-embed-always className="size-4" />
      {interpolate(words.alwaysShow, { provider })}
    </label>
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
