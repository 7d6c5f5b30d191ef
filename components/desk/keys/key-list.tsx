"use client"

import { useSyncExternalStore } from "react"
import { Checkbox } from "@/components/ui/choice"
import { Dialog } from "@/components/ui/dialog"
import { Kbd } from "@/components/ui/kbd"
import { ACTION_IDS, keysOf, SHORTCUTS } from "./shortcuts"
import { areSingleKeysOn, onSingleKeysTurned, turnSingleKeys } from "./single-keys"
import { usePlatform } from "./use-platform"

const GROUPS = [...new Set(ACTION_IDS.map((id) => SHORTCUTS[id].group))].map(
  (group) => [group, ACTION_IDS.filter((id) => SHORTCUTS[id].group === group)] as const,
)

/** All keys of the desk, and the switch for those that are pressed alone. */
export function KeyList({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const on = useSyncExternalStore(onSingleKeysTurned, areSingleKeysOn, () => true)
  const platform = usePlatform()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard" wide>
      <div className="gap-x-10 sm:columns-2">
        {GROUPS.map(([group, ids]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-semibold text-ink-faint text-xs">{group}</h3>
            <dl className="grid gap-1">
              {ids.map((id) => (
                <div key={id} className="flex items-center justify-between gap-4">
                  <dt className="order-last">
                    <Kbd keys={keysOf(id, platform)} />
                  </dt>
                  <dd className="text-ink text-sm">{SHORTCUTS[id].label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div>
        <Checkbox
          label="Single-key shortcuts"
          checked={on}
          onChange={(event) => turnSingleKeys(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  )
}
