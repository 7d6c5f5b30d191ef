"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { toast } from "sonner"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { type Act, attempt, type Failure, type Result } from "@/components/desk/forms/result"
import { Section } from "@/components/desk/shell/page-header"
import { BusyButton, Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { DeskBlog, EditBlogInput } from "@/lib/blogs/blog-schemas"
import { paths } from "@/lib/paths"

export type BlogLifeActions = {
  duplicate: Act<{ blogId: string }, DeskBlog>
  archive: Act<{ blogId: string; archived: boolean }, DeskBlog>
  remove: Act<{ blogId: string }, null>
  editBlog: Act<{ blogId: string; blog: EditBlogInput }, DeskBlog>
}

/** Copies a blog, sets it aside, takes it from readers, deletes it. */
export function BlogLifeSection({ blog, actions }: { blog: DeskBlog; actions: BlogLifeActions }) {
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [deleting, setDeleting] = useState(false)

  const run = async <T,>(name: string, call: () => Promise<Result<T>>, done: (data: T) => void) => {
    setBusy(name)
    setFailure(null)
    const result = await attempt(call)
    setBusy(null)
    if (result.ok) done(result.data)
    else setFailure(result.error)
  }
  const refresh = (words: string) => () => {
    toast(words)
    router.refresh()
  }
  const blogId = blog.id
  const archived = blog.archivedAt !== null
  return (
    <Section title="Danger zone">
      <ul className="divide-y divide-line rounded-xl border border-line">
        <Row title="Duplicate" hint="A new private blog with these settings, team and templates, without posts.">
          <BusyButton
            busy={busy === "duplicate"}
            busyLabel="Copying"
            onClick={() =>
              run(
                "duplicate",
                () => actions.duplicate({ blogId }),
                (copy) => router.push(paths.deskBlog(copy.id)),
              )
            }
          >
            Duplicate
          </BusyButton>
        </Row>
        {blog.status !== "live" && (
          <Row
            title={archived ? "Archived" : "Archive"}
            hint="Off the front page and the list of live blogs. Readers with the link can still open it if it is public."
          >
            <BusyButton
              busy={busy === "archive"}
              busyLabel="Archiving"
              onClick={() =>
                run(
                  "archive",
                  () => actions.archive({ blogId, archived: !archived }),
                  refresh(archived ? "Taken out of the archive" : "Archived"),
                )
              }
            >
              {archived ? "Take out of the archive" : "Archive"}
            </BusyButton>
          </Row>
        )}
        {blog.status !== "draft" && (
          <Row title="Unpublish" hint="Readers get “not found” immediately. Nothing is deleted; you can go live again.">
            <BusyButton
              variant="danger"
              busy={busy === "unpublish"}
              busyLabel="Unpublishing"
              onClick={() =>
                run(
                  "unpublish",
                  () => actions.editBlog({ blogId, blog: { status: "draft" } }),
                  refresh("Unpublished. Only your team sees it."),
                )
              }
            >
              Unpublish
            </BusyButton>
          </Row>
        )}
        <Row title="Delete" hint="Readers and the team lose it immediately. You can restore it for 30 days.">
          <Button variant="danger" onClick={() => setDeleting(true)}>
            Delete
          </Button>
        </Row>
      </ul>
      {failure && (
        <div className="mt-3">
          <FailureNotice failure={failure} />
        </div>
      )}
      <Dialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete “${blog.title}”?`}
        description="Its page, feeds and preview close immediately. You can restore it for 30 days; then it is gone with all posts."
      >
        <DeleteForm
          slug={blog.slug}
          busy={busy === "delete"}
          onDelete={() =>
            run(
              "delete",
              () => actions.remove({ blogId }),
              () => {
                toast("Deleted. You can restore it for 30 days.")
                router.push(paths.desk())
              },
            )
          }
        />
      </Dialog>
    </Section>
  )
}

function Row({ title, hint, children }: { title: string; hint: string; children: React.ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-medium text-ink text-sm">{title}</p>
        <p className="text-ink-soft text-sm">{hint}</p>
      </div>
      {children}
    </li>
  )
}

/** Asks for the address of the blog, so that no one deletes another one than they mean. */
function DeleteForm({ slug, busy, onDelete }: { slug: string; busy: boolean; onDelete: () => void }) {
  const [typed, setTyped] = useState("")
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() === slug) onDelete()
      }}
    >
      <Field label={`Type ${slug} to confirm`}>
        {(control) => (
          <Input
            {...control}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <DialogActions>
        <BusyButton type="submit" variant="danger" busy={busy} busyLabel="Deleting" disabled={typed.trim() !== slug}>
          Delete live blog
        </BusyButton>
      </DialogActions>
    </form>
  )
}
