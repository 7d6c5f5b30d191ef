import { Node } from "@tiptap/core"
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react"
import { Trash2 } from "lucide-react"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { LIMITS } from "@/lib/content/limits"
import { imageWidths } from "@/lib/media/widths"
import { paths } from "@/lib/paths"
import { useAttribute } from "./use-attribute"

const PREVIEW_WIDTH = 640

/** A stored picture. `decorative` is the editor's own: the document knows only that the alt text is empty. */
export const ImageNode = Node.create({
  name: "image",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    mediaId: { default: "" },
    width: { default: 0 },
    height: { default: 0 },
    alt: { default: "" },
    caption: { default: "" },
    credit: { default: "" },
    decorative: { default: false },
  }),
  // Copied inside the desk a picture stays a picture; one from elsewhere has no `data-picture` and is not ours.
  parseHTML: () => [{ tag: "figure[data-picture]", getAttrs: (element) => readPicture(element.dataset.picture) }],
  renderHTML: ({ node }) => ["figure", { "data-picture": JSON.stringify(node.attrs) }],
  addNodeView: () => ReactNodeViewRenderer(ImageView),
})

function readPicture(value: string | undefined) {
  try {
    const attrs: unknown = JSON.parse(value ?? "")
    return typeof attrs === "object" && attrs !== null ? (attrs as Record<string, unknown>) : false
  } catch {
    return false
  }
}

function ImageView(props: NodeViewProps) {
  const { node, updateAttributes, deleteNode, selected } = props
  const { mediaId, width, height, decorative } = node.attrs
  const alt = useAttribute(props, "alt")
  const caption = useAttribute(props, "caption")
  const credit = useAttribute(props, "credit")
  const preview = imageWidths(Number(width)).find((each) => each >= PREVIEW_WIDTH) ?? Math.min(Number(width), 1920)
  return (
    <NodeViewWrapper
      className={`my-4 grid gap-x-4 gap-y-3 rounded-lg border p-3 font-sans sm:grid-cols-[11rem_1fr] ${selected ? "border-accent" : "border-line"}`}
    >
      <div data-drag-handle className="grid cursor-grab content-start">
        <img
          src={paths.media(String(mediaId), preview, "webp")}
          width={Number(width)}
          height={Number(height)}
          alt={alt.value}
          draggable={false}
          className="h-auto max-h-64 w-full rounded-md bg-sunken object-contain"
        />
      </div>
      <div className="grid content-start gap-3">
        <Field
          label="Description for people who cannot see the picture"
          hint={decorative ? "Decorative: screen readers skip this picture." : "What is to be seen, in a sentence."}
        >
          {(control) => (
            <Input {...control} {...alt} data-alt maxLength={LIMITS.altCharacters} disabled={Boolean(decorative)} />
          )}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Caption (optional)">
            {(control) => <Input {...control} {...caption} maxLength={LIMITS.captionCharacters} />}
          </Field>
          <Field label="Credit (optional)">
            {(control) => <Input {...control} {...credit} maxLength={LIMITS.titleCharacters} />}
          </Field>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Checkbox
            label="Decorative, needs no description"
            checked={Boolean(decorative)}
            onChange={(event) => updateAttributes({ decorative: event.currentTarget.checked })}
          />
          <Button size="small" variant="ghost" onClick={deleteNode}>
            <Trash2 aria-hidden />
            Remove picture
          </Button>
        </div>
      </div>
    </NodeViewWrapper>
  )
}
