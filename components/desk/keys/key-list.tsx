"use client"

import { useSyncExternalStore } from "react"
import { Checkbox } from "@/components/ui/choice"
import { Dialog } from "@/components/ui/dialog"
import { Kbd } from "@/components/ui/kbd"
import { KEY_LABELS } from "./key-labels"
import { areSingleKeysOn, onSingleKeysTurned, turnSingleKeys } from "./single-keys"

/** All keys of the desk, and the switch for those that are pressed alone. */
export function KeyList({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const on = useSyncExternalStore(onSingleKeysTurned, areSingleKeysOn, () => true)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard" description="On a Mac, Ctrl is Cmd." wide>
      <div className="gap-x-10 sm:columns-2">
        {KEY_LABELS.map(({ group, keys }) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-semibold text-ink-faint text-xs">{group}</h3>
            <dl className="grid gap-1">
              {keys.map(({ keys: names, does }) => (
                <div key={does} className="flex items-center justify-between gap-4">
                  <dt className="order-last">
                    <Kbd keys={names} />
                  </dt>
                  <dd className="text-ink text-sm">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div>
        <Checkbox
          label="Single keys without Ctrl or Cmd"
          checked={on}
          onChange={(event) => turnSingleKeys(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  )
}
