import { cx } from "./cx"

/** Holds the place of something on its way. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={cx("animate-pulse rounded-md bg-sunken", className)} />
}

/** Says once, for who cannot see the skeletons, that something is on its way. */
export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="sr-only">
      Loading {what}
    </p>
  )
}
