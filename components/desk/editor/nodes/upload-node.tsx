import { Node } from "@tiptap/core"
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react"
import { X } from "lucide-react"
import { useEffect } from "react"
import { cancelUpload, useUpload } from "@/components/desk/editor/upload-store"
import { Button } from "@/components/ui/button"
import { UploadProgress } from "./upload-progress"

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
  return (
    <NodeViewWrapper className="my-4 flex items-center gap-3 rounded-lg border border-line bg-sunken p-2.5 font-sans text-sm">
      <div className="min-w-0 flex-1">
        <UploadProgress id={id} />
      </div>
      <Button size="small" variant="ghost" onClick={remove}>
        <X aria-hidden />
        {upload?.error ? "Remove" : "Cancel"}
      </Button>
    </NodeViewWrapper>
  )
}
