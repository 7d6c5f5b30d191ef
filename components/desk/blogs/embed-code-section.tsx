"use client"

import { useId, useState } from "react"
import { CopyButton } from "@/components/ui/copy-button"
import { SegmentedControl } from "@/components/ui/segmented-control"

/** Ways to put a blog into a page of another site, and the text for each. */
export type EmbedSnippet = { name: string; hint: string; text: string }

/** The embed code of a blog, to copy; without a site that may embed it, how to allow one. */
export function EmbedCodeSection({ codes }: { codes: EmbedSnippet[] }) {
  const [name, setName] = useState(codes[0]?.name ?? "")
  const heading = useId()
  const code = codes.find((each) => each.name === name)
  return (
    <section aria-labelledby={heading} className="mt-10 grid gap-3 border-line border-t pt-6">
      <h2 id={heading} className="font-semibold text-lg">
        Embed code
      </h2>
      {code ? (
        <>
          <SegmentedControl
            label="Kind of code"
            value={name}
            onChange={setName}
            options={codes.map((each) => ({ value: each.name, label: each.name }))}
          />
          <p className="text-ink-soft text-sm">{code.hint}</p>
          <pre className="overflow-x-auto whitespace-pre-wrap break-all rounded-md border border-line bg-sunken p-3 text-sm">
            <code>{code.text}</code>
          </pre>
          <div>
            <CopyButton text={code.text} label="Copy embed code" />
          </div>
        </>
      ) : (
        <p className="text-ink-soft text-sm">Add a site under “Who may embed this blog” and save to get the code.</p>
      )}
    </section>
  )
}
