import { Node } from "@tiptap/core"
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react"
import { ImagePlus, Images } from "lucide-react"
import { useRef } from "react"
import { fromGallery } from "@/components/desk/editor/gallery-commands"
import { type GalleryItem, galleryFromAttributes } from "@/components/desk/editor/image-attributes"
import { ImagePicker } from "@/components/desk/editor/image-picker"
import { startUploads } from "@/components/desk/editor/upload-store"
import { Button } from "@/components/ui/button"
import { LIMITS } from "@/lib/content/content-limits"
import { BlockBar, blockFrame } from "./block-bar"
import { GalleryRow } from "./gallery-row"
import { readAttributes } from "./use-attribute"

/** Several pictures as one block; those on their way hold their places. */
export const GalleryNode = Node.create({
  name: "gallery",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ pictures: { default: [] } }),
  parseHTML: () => [{ tag: "div[data-gallery]", getAttrs: (element) => readAttributes(element.dataset.gallery) }],
  renderHTML: ({ node }) => ["div", { "data-gallery": JSON.stringify(node.attrs) }],
  addNodeView: () => ReactNodeViewRenderer(GalleryView),
})

function GalleryView({ node, editor, getPos, updateAttributes, deleteNode, selected }: NodeViewProps) {
  const picker = useRef<HTMLInputElement>(null)
  const rows = useRef<HTMLOListElement>(null)
  const places = galleryFromAttributes(node.attrs)
  const write = (pictures: GalleryItem[]) => (pictures.length > 0 ? updateAttributes({ pictures }) : deleteNode())
  // Uploads end in their own time: what is changed is what the node holds then.
  const current = () => galleryFromAttributes(editor.state.doc.nodeAt(getPos() ?? -1)?.attrs ?? node.attrs)

  const change = (index: number, place: GalleryItem | null) =>
    write(places.flatMap((each, at) => (at === index ? (place ? [place] : []) : [each])))
  const move = (from: number, to: number) => {
    const moved = places[from]
    if (!moved || to < 0 || to >= places.length) return
    write(places.toSpliced(from, 1).toSpliced(to, 0, moved))
  }
  const store = (uploadId: string, picture: GalleryItem) => {
    const at = getPos()
    const pictures = current().map((place) => ("uploadId" in place && place.uploadId === uploadId ? picture : place))
    // Not a step of its own: undoing it would bring back an upload that is over.
    if (at !== undefined)
      editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "pictures", pictures).setMeta("addToHistory", false))
  }
  const room = LIMITS.galleryMost - places.length
  return (
    <NodeViewWrapper className={blockFrame(selected)}>
      <BlockBar
        editor={editor}
        getPos={getPos}
        deleteNode={deleteNode}
        name="gallery"
        title={`Gallery of ${places.length}`}
      >
        <Button size="small" variant="ghost" onClick={() => fromGallery(editor, getPos())}>
          <Images aria-hidden />
          Ungroup
        </Button>
      </BlockBar>
      <ol ref={rows} className="grid list-none gap-3 p-0">
        {places.map((place, index) => (
          <GalleryRow
            // A picture can be in a gallery twice.
            key={"uploadId" in place ? place.uploadId : `${place.mediaId} ${countBefore(places, index)}`}
            editor={editor}
            place={place}
            index={index}
            count={places.length}
            rows={rows}
            onChange={(next) => change(index, next)}
            onStored={store}
            onMove={(to) => move(index, to)}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3">
        <Button size="small" disabled={room <= 0} onClick={() => picker.current?.click()}>
          <ImagePlus aria-hidden />
          Add to gallery
        </Button>
        <ImagePicker
          ref={picker}
          label="Pictures for this gallery"
          onFiles={(files) => write([...places, ...startUploads(files.slice(0, room))])}
        />
        {room <= 0 && (
          <span className="text-ink-faint text-meta">{`A gallery holds ${LIMITS.galleryMost} pictures.`}</span>
        )}
      </div>
    </NodeViewWrapper>
  )
}

function countBefore(places: GalleryItem[], index: number): number {
  const at = places[index]
  const isSame = (place: GalleryItem) => at && "mediaId" in at && "mediaId" in place && place.mediaId === at.mediaId
  return places.slice(0, index).filter(isSame).length
}
