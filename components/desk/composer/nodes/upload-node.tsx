import { Node } from "@tiptap/core"
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react"
import { RotateCw, X } from "lucide-react"
import { useEffect } from "react"
import { Button } from "@/components/ui/button"
import { cancelUpload, retryUpload, useUpload } from "../uploads"

/** Holds a picture's place while it is sent, and becomes the picture. Never part of a document. */
export const UploadNode = Node.create({
  name: "upload",
  group: "block",
  atom: true,
  addAttributes: () => ({ uploadId: { default: "" } }),
  renderHTML: () => ["div", { "data-upload": "" }],
  addNodeView: () => ReactNodeViewRenderer(UploadView),
})

function UploadView({ node, editor, getPos, deleteNode }: NodeViewProps) {
  const id = String(node.attrs.uploadId)
  const upload = useUpload(id)
  const stored = upload?.stored

  useEffect(() => {
    const at = getPos()
    if (!stored || at === undefined) return
    const { id: mediaId, width, height } = stored
    const image = editor.schema.nodes.image?.create({ mediaId, width, height })
    // Not a step of its own: undoing it would bring back an upload that is over.
    if (image) editor.view.dispatch(editor.state.tr.replaceWith(at, at + 1, image).setMeta("addToHistory", false))
  }, [stored, editor, getPos])

  const remove = () => {
    cancelUpload(id)
    deleteNode()
  }
  const name = upload?.file.name || "picture"
  const percent = Math.round((upload?.progress ?? 0) * 100)
  return (
    <NodeViewWrapper className="my-4 flex items-center gap-3 rounded-lg border border-line bg-sunken p-2.5 font-sans text-sm">
      {upload && <img src={upload.preview} alt="" className="size-14 shrink-0 rounded-md object-cover" />}
      <div className="min-w-0 flex-1">
        {upload && !upload.error ? (
          <>
            <p className="truncate text-ink-soft">{percent < 100 ? `Uploading ${name}` : `Storing ${name}`}</p>
            <div
              role="progressbar"
              aria-label={`Uploading ${name}`}
              aria-valuenow={percent}
              aria-valuemin={0}
              aria-valuemax={100}
              className="mt-2 h-1.5 overflow-hidden rounded-full bg-line"
            >
              <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
            </div>
          </>
        ) : (
          <p role="alert" className="font-medium text-danger">
            {upload?.error ?? "This picture was not uploaded. Remove it and add it again."}
          </p>
        )}
      </div>
      {upload?.error && (
        <Button size="small" onClick={() => retryUpload(id)}>
          <RotateCw aria-hidden />
          Retry
        </Button>
      )}
      <Button size="small" variant="ghost" onClick={remove}>
        <X aria-hidden />
        {upload?.error ? "Remove" : "Cancel"}
      </Button>
    </NodeViewWrapper>
  )
}
