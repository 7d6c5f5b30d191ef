"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { toast } from "sonner"
import { FormRefusal } from "@/components/desk/forms/form-refusal"
import type { Act } from "@/components/desk/forms/result"
import { textOf, useForm } from "@/components/desk/forms/use-form"
import { BusyButton } from "@/components/ui/button"
import { RadioChoice } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import type { CreateBlogInput, DeskBlog, EditBlogInput } from "@/lib/blogs/blog-schemas"
import { paths } from "@/lib/paths"
import type { PublisherName } from "@/lib/protocol/publishers"
import { CoverageField, readCoverage } from "./coverage-field"
import { DeliveryField } from "./delivery-field"
import { EmbedField, readEmbedHosts } from "./embed-field"
import { LookFields, readLook } from "./look-fields"
import { slugFromTitle } from "./slug-from-title"
import { readSummary, SummaryFields } from "./summary-fields"
import { TimeZoneField } from "./time-zone-field"
import type { TimeZones } from "./time-zones"
import { useBrowserTimeZone } from "./use-browser-time-zone"

type BlogFormProps = {
  /** Null: a new one. */
  blog: DeskBlog | null
  places: TimeZones
  /** Of the site, for a new one. */
  defaults?: Pick<DeskBlog, "language" | "timeZone">
  publishers: PublisherName[]
  createBlog: Act<CreateBlogInput, DeskBlog>
  editBlog: Act<{ blogId: string; blog: EditBlogInput; revision?: number }, DeskBlog>
}

/** What a live blog is called, where it lives and how it reaches readers. */
export function BlogForm({ blog, places, defaults, publishers, createBlog, editBlog }: BlogFormProps) {
  const router = useRouter()
  const [slug, setSlug] = useState(blog?.slug ?? "")
  const [ownSlug, setOwnSlug] = useState(blog !== null)
  const [timeZone, setTimeZone] = useState(blog?.timeZone ?? null)
  const browserTimeZone = useBrowserTimeZone("UTC")
  const [uploads, setUploads] = useState(0)
  const noteUpload = (busy: boolean) => setUploads((count) => count + (busy ? 1 : -1))
  const zones = places.regions.flatMap((region) => region.zones)
  const ownTimeZone = defaults && defaults.timeZone !== "UTC" ? defaults.timeZone : browserTimeZone
  const nearTimeZone = zones.includes(ownTimeZone) ? ownTimeZone : "UTC"
  const { formProps, pending, errors, failure } = useForm({
    act: ({ look, ...input }: CreateBlogInput & { look: EditBlogInput }) => {
      if (!blog) return createBlog(input)
      const { status: _, ...fields } = input
      return editBlog({ blogId: blog.id, blog: { ...fields, ...look }, revision: blog.revision })
    },
    read: (data) => ({
      title: textOf(data, "title"),
      slug: textOf(data, "slug"),
      summary: readSummary(data),
      publisher: publishers.find((each) => each === textOf(data, "publisher")) ?? "interval-polling",
      timeZone: textOf(data, "timeZone"),
      language: textOf(data, "language"),
      coverageAt: readCoverage(textOf(data, "coverageAt"), timeZone ?? nearTimeZone),
      look: { ...readLook(data), embedHosts: readEmbedHosts(data) },
      status: textOf(data, "status") === "live" ? ("live" as const) : ("draft" as const),
    }),
    fields: [
      "title",
      "slug",
      "summary",
      "publisher",
      "timeZone",
      "language",
      "coverageAt",
      "accent",
      "logo",
      "headerImage",
      "embedHosts",
    ],
    codes: { slug_taken: "slug" },
    onDone: (saved) => {
      if (blog) {
        toast("Settings saved")
        router.refresh()
      } else router.push(paths.deskBlog(saved.id))
    },
  })
  return (
    <form {...formProps} className="grid gap-5">
      <Field label="Title" error={errors.title}>
        {(control) => (
          <Input
            {...control}
            name="title"
            defaultValue={blog?.title}
            autoFocus={!blog}
            maxLength={200}
            required
            onChange={(event) => !ownSlug && setSlug(slugFromTitle(event.currentTarget.value))}
          />
        )}
      </Field>
      <Field
        label="URL"
        hint={blog ? "Old links keep working when you change it." : `The page’s address: ${paths.blog(slug || "…")}`}
        error={errors.slug}
      >
        {(control) => (
          <Input
            {...control}
            name="slug"
            value={slug}
            onChange={(event) => {
              setSlug(event.currentTarget.value)
              setOwnSlug(event.currentTarget.value !== "")
            }}
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        )}
      </Field>
      <SummaryFields summary={blog?.summary ?? ""} error={errors.summary} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TimeZoneField
          label="Time zone"
          hint="Times on the page use this zone."
          regions={places.regions}
          value={timeZone ?? nearTimeZone}
          error={errors.timeZone}
          onChange={setTimeZone}
        />
        <Field
          label="Language"
          hint="Language of the coverage. Sets dates and screen-reader voice."
          error={errors.language}
        >
          {(control) => (
            <Select {...control} name="language" defaultValue={blog?.language ?? defaults?.language ?? "en"}>
              {places.languages.map(({ tag, name }) => (
                <option key={tag} value={tag}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <CoverageField
        coverageAt={blog?.coverageAt ?? null}
        timeZone={timeZone ?? nearTimeZone}
        error={errors.coverageAt}
      />
      <DeliveryField offered={publishers} current={blog?.publisher ?? "interval-polling"} error={errors.publisher} />
      {!blog && (
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="mb-1.5 font-medium text-ink text-sm">Readers</legend>
          <RadioChoice
            name="status"
            value="draft"
            defaultChecked
            label="Private"
            hint="Set up in private. Go live when you’re ready."
          />
          <RadioChoice name="status" value="live" label="Publish page now" hint="Readers can open it right away." />
        </fieldset>
      )}
      {blog && <LookFields blog={blog} errors={errors} onBusy={noteUpload} />}
      {blog && <EmbedField hosts={blog.embedHosts} error={errors.embedHosts} />}
      <FormRefusal form={formProps.ref} errors={errors} failure={failure} />
      <BusyButton
        type="submit"
        variant="primary"
        busy={pending}
        disabled={uploads > 0}
        busyLabel={blog ? "Saving" : "Creating"}
        className="justify-self-start max-sm:w-full"
      >
        {blog ? "Save settings" : "Create live blog"}
      </BusyButton>
    </form>
  )
}
