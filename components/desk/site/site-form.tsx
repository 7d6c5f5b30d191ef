"use client"

import { useRouter } from "next/navigation"
import { useRef, useState } from "react"
import { toast } from "sonner"
import { BusyButton } from "@/components/ui/button"
import type { StoredSite } from "@/lib/site-settings/read-settings"
import type { EditSiteInput, SITE_LIMITS } from "@/lib/site-settings/settings-schema"
import type { TimeZones } from "../blogs/time-zones"
import { FormRefusal } from "../forms/form-refusal"
import type { Act } from "../forms/result"
import { useForm } from "../forms/use-form"
import { FooterFields, IdentityFields, MastheadFields } from "./frame-fields"
import { CrawlerFields, PlaceFields, PublisherFields, SecurityFields } from "./machine-fields"
import { readSiteForm } from "./read-site-form"
import { type PreviewPictures, SitePreview } from "./site-preview"

type SiteFormProps = {
  site: StoredSite
  places: TimeZones
  crawlers: { name: string; use: string }[]
  limits: typeof SITE_LIMITS
  save: Act<{ site: EditSiteInput; revision: number }, StoredSite>
}

/** The newsroom's own settings, in sections, saved together. */
export function SiteForm({ site: { settings, revision }, places, crawlers, limits, save }: SiteFormProps) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<EditSiteInput>(settings)
  const { logo, logoDark, icon } = settings
  const [pictures, setPictures] = useState<PreviewPictures>({ logo, logoDark, icon })
  const [uploads, setUploads] = useState(0)
  const { formProps, pending, errors, failure } = useForm({
    act: (input: EditSiteInput) => save({ site: input, revision }),
    read: readSiteForm,
    fields: FIELDS,
    onDone: () => {
      toast("Settings saved")
      router.refresh()
    },
  })
  const preview = () => form.current && setDraft(readSiteForm(new FormData(form.current)))
  // The rows of links are there once React has drawn them.
  const previewSoon = () => requestAnimationFrame(preview)
  const parts = { settings, errors, onChange: previewSoon }
  return (
    <form
      {...formProps}
      ref={(element) => {
        form.current = element
        formProps.ref.current = element
      }}
      onInput={preview}
      className="grid max-w-2xl gap-8"
    >
      <SitePreview draft={draft} pictures={pictures} />
      <IdentityFields
        {...parts}
        onPicture={(name, picture) => setPictures((known) => ({ ...known, [name]: picture }))}
        onBusy={(busy) => setUploads((count) => count + (busy ? 1 : -1))}
      />
      <MastheadFields {...parts} most={limits.mastheadLinks} />
      <FooterFields {...parts} most={limits.footerLinks} />
      <PublisherFields {...parts} />
      <PlaceFields {...parts} places={places} />
      <CrawlerFields {...parts} crawlers={crawlers} />
      <SecurityFields {...parts} />
      <FormRefusal form={formProps.ref} errors={errors} failure={failure} />
      <BusyButton
        type="submit"
        variant="primary"
        busy={pending}
        disabled={uploads > 0}
        busyLabel="Saving"
        className="justify-self-start max-sm:w-full"
      >
        Save settings
      </BusyButton>
    </form>
  )
}

const linkFields = (name: string, most: number) =>
  Array.from({ length: most }, (_, index) => [`${name}.${index}.label`, `${name}.${index}.url`]).flat()
const profiles = Array.from({ length: 13 }, (_, index) => `publisherProfiles.${index}`)

const FIELDS = [
  "name",
  "logo",
  "logoDark",
  "icon",
  "homeUrl",
  "mastheadLinks",
  ...linkFields("mastheadLinks", 8),
  "footerText",
  "footerLinks",
  ...linkFields("footerLinks", 20),
  "publisherName",
  "publisherUrl",
  "publisherProfiles",
  ...profiles,
  "xHandle",
  "fediverseHandle",
  "language",
  "timeZone",
  "securityContact",
  "securityPolicy",
]
