import { type KeyboardEvent, useEffect, useRef } from "react"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { isComposing } from "@/components/ui/is-composing"
import { unwrapUrl } from "@/lib/content/unwrap-url"
import { isLinkUrl, isWebUrl } from "@/lib/content/url"

/** What somebody typed as an address that can be linked: "example.org" is meant as one. Null: it cannot. */
export function completeUrl(address: string): string | null {
  const typed = unwrapUrl(address.trim()).url
  const candidates = [typed, /^[^\s@]+@[^\s@]+$/.test(typed) ? `mailto:${typed}` : `https://${typed}`]
  return candidates.find((each) => isLinkUrl(each) && (each === typed || each.includes("."))) ?? null
}

type AddressFieldProps = {
  hint: string
  error: string | undefined
  value: string
  onChange: (address: string) => void
  onEnter: () => void
}

/** Asks for a web address in a dialog over the composer. */
export function UrlField({ hint, error, value, onChange, onEnter }: AddressFieldProps) {
  const latest = useRef({ value, onChange })
  latest.current = { value, onChange }
  useEffect(() => {
    let gone = false
    void readCopiedUrl().then((url) => {
      if (url && !gone && latest.current.value === "") latest.current.onChange(url)
    })
    return () => {
      gone = true
    }
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.key !== "Enter") return
    event.preventDefault()
    event.stopPropagation()
    onEnter()
  }
  return (
    <Field label="Address" hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          type="url"
          inputMode="url"
          placeholder="https://"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
    </Field>
  )
}

/** The address in the clipboard, where it may be read without asking. */
async function readCopiedUrl(): Promise<string | null> {
  try {
    const { state } = await navigator.permissions.query({ name: "clipboard-read" as PermissionName })
    const text = state === "granted" ? (await navigator.clipboard.readText()).trim() : ""
    return isWebUrl(text) ? text : null
  } catch {
    return null
  }
}
