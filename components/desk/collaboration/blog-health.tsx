"use client"

import { Activity, ChevronDown, TriangleAlert } from "lucide-react"
import { type ReactNode, useState } from "react"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { Popover } from "@/components/ui/popover"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import type { BlogHealth } from "@/lib/collaboration/types"
import { paths } from "@/lib/paths"
import {
  clock,
  countReaders,
  describeDelivery,
  healthSummaryLine,
  listProblems,
  seconds,
  transportLabels,
} from "./blog-health-messages"
import type { Collaboration } from "./use-collaboration"

/** How things are, in one line; what is wrong says so first, and what there is to know is behind it. */
export function BlogHealthPanel({ together, blog }: { together: Collaboration; blog: DeskBlog }) {
  const [open, setOpen] = useState(false)
  const { vitals, state, failure } = together
  const problems = listProblems(together, blog)
  const [worst] = problems
  const trigger = (
    <button
      type="button"
      className={cx(
        "-ml-2 inline-flex min-h-11 min-w-0 items-center gap-2 rounded-md px-2 text-left text-meta sm:min-h-8",
        worst ? "bg-warn-soft text-warn" : "text-ink-faint hover:bg-sunken hover:text-ink",
      )}
    >
      {worst ? (
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
      ) : (
        <Activity aria-hidden className={cx("size-4 shrink-0", state === "live" && "text-ok")} />
      )}
      <span className="min-w-0 tabular-nums">{worst ? worst.title : healthSummaryLine(together, blog)}</span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0" />
      <span className="sr-only">Live status</span>
    </button>
  )
  return (
    <Popover trigger={trigger} label="Live status" align="start" open={open} onOpenChange={setOpen}>
      <div className="grid gap-4 text-sm">
        {problems.map(({ title, fix }) => (
          <div key={title}>
            <p className="font-semibold text-warn">{title}</p>
            <p className="mt-0.5 text-ink-soft">{fix}</p>
          </div>
        ))}
        {state === "over" && failure?.code === "not_signed_in" && (
          <Button asChild size="small" className="justify-self-start">
            <a href={paths.login()} target="_blank" rel="noopener">
              Sign in in a new tab
            </a>
          </Button>
        )}
        {vitals && <Facts vitals={vitals} blog={blog} />}
        <p className="text-ink-faint text-meta">{LINKS[state]}</p>
      </div>
    </Popover>
  )
}

/** Of fewer measurements than this the parts mean nothing. */
const FEW = 10

const LINKS: Record<Collaboration["state"], string> = {
  connecting: "Connecting…",
  live: "Connected. You see your colleagues’ changes as they happen.",
  asking: "Connected. You see your colleagues’ changes within 15 seconds.",
  cut: "Disconnected. You’re not seeing your colleagues’ changes.",
  over: "Disconnected. You’re not seeing your colleagues’ changes. Sign in again.",
}

function Facts({ vitals, blog }: { vitals: BlogHealth; blog: DeskBlog }) {
  const { readers, delays, publishedAt, scheduled } = vitals
  const reached = describeDelivery(vitals, blog)
  return (
    <dl className="grid gap-3">
      <Fact name="Readers now">
        {countReaders(vitals)}
        {readers.ways.length > 0 && (
          <ul className="mt-0.5 text-ink-faint text-meta">
            {readers.ways.map(({ way, count }) => (
              <li key={way}>{`${count.toLocaleString("en-GB")} ${transportLabels(way)}`}</li>
            ))}
          </ul>
        )}
        {readers.note && <p className="mt-0.5 text-ink-faint text-meta">{readers.note}</p>}
      </Fact>
      <Fact name="Last change for readers">
        {publishedAt ? clock(publishedAt, blog) : "None yet"}
        {reached && <p className="mt-0.5 text-ink-faint text-meta">{`${capital(reached)}, sampled`}</p>}
      </Fact>
      {delays && (
        <Fact name="From save to readers’ pages">
          {delays.count < FEW
            ? `At most ${seconds(delays.p95)}`
            : `${seconds(delays.p50)} for half of them, ${seconds(delays.p95)} for 95 in 100`}
          <p className="mt-0.5 text-ink-faint text-meta">
            {`Measured ${delays.count === 1 ? "once" : `${delays.count} times`} in the last 10 minutes, on pages in view`}
          </p>
        </Fact>
      )}
      <Fact name="Scheduled">
        {scheduled.count === 0
          ? "Nothing"
          : `${scheduled.count}${scheduled.next ? `, the next at ${clock(scheduled.next, blog)}` : ""}`}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-meta">{name}</dt>
      <dd className="text-ink tabular-nums">{children}</dd>
    </div>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
