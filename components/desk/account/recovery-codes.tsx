import { CopyButton } from "@/components/ui/copy-button"
import { Notice } from "@/components/ui/notice"

/** Recovery codes, shown this one time. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <Notice tone="info" title="Recovery codes">
      <p className="mb-2">
        Keep them in a safe place. Each signs you in once when you don't have your phone. They are shown only now.
      </p>
      <ul aria-label="Recovery codes" className="mb-3 grid grid-cols-2 gap-x-6 gap-y-1 font-mono text-ink text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join("\n")} label="Copy recovery codes" />
    </Notice>
  )
}
