import { Node } from "@tiptap/core"
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer, useEditorState } from "@tiptap/react"
import { Images } from "lucide-react"
import { neighbours, toGallery } from "@/components/desk/editor/gallery-commands"
import { imageFromAttributes } from "@/components/desk/editor/image-attributes"
import { Button } from "@/components/ui/button"
import { BlockBar, blockFrame } from "./block-bar"
import { PictureFields } from "./picture-fields"
import { readAttributes } from "./use-attribute"

/** A stored picture. */
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
    focus: { default: null },
  }),
  // Copied inside the desk a picture stays a picture; one from elsewhere has no `data-picture` and is not ours.
  parseHTML: () => [{ tag: "figure[data-picture]", getAttrs: (element) => readAttributes(element.dataset.picture) }],
  renderHTML: ({ node }) => ["figure", { "data-picture": JSON.stringify(node.attrs) }],
  addNodeView: () => ReactNodeViewRenderer(ImageView),
})

function ImageView({ node, editor, getPos, updateAttributes, deleteNode, selected }: NodeViewProps) {
  const together = useEditorState({ editor, selector: () => neighbours(editor, getPos()).length })
  return (
    <NodeViewWrapper className={blockFrame(selected)}>
      <BlockBar editor={editor} getPos={getPos} deleteNode={deleteNode} name="picture" title="Picture">
        {together > 1 && (
          <Button size="small" variant="ghost" onClick={() => toGallery(editor, getPos())}>
            <Images aria-hidden />
            {`Combine ${together} into gallery`}
          </Button>
        )}
      </BlockBar>
      <PictureFields editor={editor} picture={imageFromAttributes(node.attrs)} onChange={updateAttributes} />
    </NodeViewWrapper>
  )
}
