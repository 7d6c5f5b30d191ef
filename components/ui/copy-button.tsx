"use client"

import { Check, Copy } from "lucide-react"
import { useEffect, useState } from "react"
import { Button } from "./button"

/** Copies a text, and says whether it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle")
  useEffect(() => {
    if (state === "idle") return
    const timer = setTimeout(() => setState("idle"), 3_000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = () => {
    // Without https a browser has no clipboard; the text can still be selected by hand.
    const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"))
    done.then(
      () => setState("copied"),
      () => setState("failed"),
    )
  }
  const words = { idle: label, copied: "Copied", failed: "Select it and copy by hand" }[state]
  return (
    <Button onClick={copy}>
      {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{words}</span>
    </Button>
  )
}
