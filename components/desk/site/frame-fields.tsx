import { Checkbox } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { PRODUCT_NAME } from "@/lib/product-name"
import { type ChosenPicture, PictureField } from "../blogs/picture-field"
import { LinksField } from "./links-field"
import { type SitePart, SiteSection } from "./site-section"

type PictureName = "logo" | "logoDark" | "icon"
type IdentityProps = SitePart & {
  onPicture: (name: PictureName, picture: ChosenPicture | null) => void
  onBusy: (busy: boolean) => void
}

const PICTURES: Record<PictureName, { label: string; hint: string }> = {
  logo: { label: "Logo", hint: "Replaces the name in the masthead. PNG or WebP, at least 64 pixels high." },
  logoDark: { label: "Logo for dark mode", hint: "Shown to readers whose device is set to dark." },
  icon: { label: "Icon", hint: "For browser tabs and home screens. Square, at least 512 pixels." },
}

export function IdentityFields({ settings, errors, onPicture, onBusy }: IdentityProps) {
  return (
    <SiteSection title="Name and logo">
      <Field
        label="Site name"
        hint="In the masthead, page titles, feeds, share cards and search results."
        error={errors.name}
      >
        {(control) => <Input {...control} name="name" defaultValue={settings.name} maxLength={80} required />}
      </Field>
      {(["logo", "logoDark", "icon"] as const).map((name) => (
        <PictureField
          key={name}
          name={name}
          {...PICTURES[name]}
          picture={settings[name]}
          error={errors[name]}
          onChange={(picture) => onPicture(name, picture)}
          onBusy={onBusy}
        />
      ))}
    </SiteSection>
  )
}

export function MastheadFields({ settings, errors, onChange, most }: SitePart & { most: number }) {
  return (
    <SiteSection title="Masthead">
      <Field
        label="Home link (optional)"
        hint="Where the logo leads. Leave blank for the list of live blogs."
        error={errors.homeUrl}
      >
        {(control) => (
          <Input {...control} name="homeUrl" type="url" defaultValue={settings.homeUrl} placeholder="https://" />
        )}
      </Field>
      <LinksField
        name="mastheadLinks"
        legend="Masthead links"
        hint="For example your sections, subscriptions or newsletters."
        links={settings.mastheadLinks}
        most={most}
        errors={errors}
        onChange={onChange}
      />
    </SiteSection>
  )
}

export function FooterFields({ settings, errors, onChange, most }: SitePart & { most: number }) {
  return (
    <SiteSection title="Footer">
      <Field
        label="Footer text (optional)"
        hint="For example your company details, where the law asks for them on each page."
        error={errors.footerText}
      >
        {(control) => <Textarea {...control} name="footerText" defaultValue={settings.footerText} maxLength={2_000} />}
      </Field>
      <LinksField
        name="footerLinks"
        legend="Footer links"
        hint="Imprint, privacy, accessibility statement, contact."
        links={settings.footerLinks}
        most={most}
        errors={errors}
        onChange={onChange}
      />
      <Checkbox name="madeWith" label={`Show “Made with ${PRODUCT_NAME}”`} defaultChecked={settings.madeWith} />
    </SiteSection>
  )
}
