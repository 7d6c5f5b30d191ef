"use client"

import { textOf } from "@/components/desk/forms/use-form"
import { Checkbox } from "@/components/ui/choice"
import type { DeskBlog, EditBlogInput } from "@/lib/blogs/blog-schemas"
import { AccentField } from "./accent-field"
import { PictureField } from "./picture-field"

type Props = {
  blog: DeskBlog
  errors: Partial<Record<"accent" | "logo" | "headerImage", string>>
  onBusy: (busy: boolean) => void
}

/** How the readers' page of this one blog looks and reads. */
export function LookFields({ blog, errors, onBusy }: Props) {
  return (
    <fieldset className="grid gap-5 border-line border-t pt-5">
      <legend className="sr-only">Appearance</legend>
      <AccentField accent={blog.accent} error={errors.accent} />
      <PictureField
        name="logo"
        label="Logo (optional)"
        hint="Above the title. At least 480 pixels wide."
        picture={blog.logo}
        error={errors.logo}
        onBusy={onBusy}
      />
      <PictureField
        name="headerImage"
        label="Header image (optional)"
        hint="3:1 on desktop, 2:1 on phones. Edges may be cropped."
        picture={blog.headerImage}
        error={errors.headerImage}
        onBusy={onBusy}
      />
      <div>
        <Checkbox
          name="asItHappened"
          label="When coverage ends, show oldest first"
          defaultChecked={blog.asItHappened}
        />
        <p className="text-ink-faint text-meta">Readers can switch the order.</p>
      </div>
      <div>
        <Checkbox name="frontLead" label="Lead on the front page" defaultChecked={blog.frontLead} />
        <p className="text-ink-faint text-meta">Until coverage ends or another live blog takes its place.</p>
      </div>
    </fieldset>
  )
}

/** What was chosen, as the form sends it. */
export function readLook(
  data: FormData,
): Pick<EditBlogInput, "accent" | "logo" | "headerImage" | "asItHappened" | "frontLead"> {
  return {
    accent: textOf(data, "accent") || null,
    logo: readPicture(data, "logo"),
    headerImage: readPicture(data, "headerImage"),
    asItHappened: data.has("asItHappened"),
    frontLead: data.has("frontLead"),
  }
}

function readPicture(data: FormData, name: "logo" | "headerImage") {
  const mediaId = textOf(data, name)
  return mediaId ? { mediaId, alt: textOf(data, `${name}Alt`) } : null
}
