import { Checkbox } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { Textarea } from "@/components/ui/textarea"
import { TimeZoneField } from "../blogs/time-zone-field"
import type { TimeZones } from "../blogs/time-zones"
import { type SitePart, SiteSection } from "./site-section"

export function PublisherFields({ settings, errors }: SitePart) {
  const profileError =
    errors.publisherProfiles ?? Object.entries(errors).find(([name]) => /^publisherProfiles\./.test(name))?.[1]
  return (
    <SiteSection title="Publisher" hint="The organisation that search engines and apps credit.">
      <Field label="Publisher name (optional)" hint="Leave blank to use the site name." error={errors.publisherName}>
        {(control) => <Input {...control} name="publisherName" defaultValue={settings.publisherName} maxLength={120} />}
      </Field>
      <Field label="Publisher website (optional)" error={errors.publisherUrl}>
        {(control) => (
          <Input
            {...control}
            name="publisherUrl"
            type="url"
            defaultValue={settings.publisherUrl}
            placeholder="https://"
          />
        )}
      </Field>
      <Field
        label="Publisher profiles (one per line)"
        hint="Pages about you elsewhere: Wikipedia, LinkedIn, YouTube."
        error={profileError}
      >
        {(control) => (
          <Textarea {...control} name="publisherProfiles" defaultValue={settings.publisherProfiles.join("\n")} />
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="X handle (optional)" hint="Credited when a page is shared on X." error={errors.xHandle}>
          {(control) => <Input {...control} name="xHandle" defaultValue={settings.xHandle} placeholder="@newsroom" />}
        </Field>
        <Field
          label="Mastodon handle (optional)"
          hint="Credited when a page is shared there."
          error={errors.fediverseHandle}
        >
          {(control) => (
            <Input
              {...control}
              name="fediverseHandle"
              defaultValue={settings.fediverseHandle}
              placeholder="@newsroom@mastodon.social"
            />
          )}
        </Field>
      </div>
    </SiteSection>
  )
}

export function PlaceFields({ settings, errors, places }: SitePart & { places: TimeZones }) {
  return (
    <SiteSection title="Language and time" hint="For new live blogs and for the front page.">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Default language" error={errors.language}>
          {(control) => (
            <Select {...control} name="language" defaultValue={settings.language}>
              {places.languages.map(({ tag, name }) => (
                <option key={tag} value={tag}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TimeZoneField
          label="Default time zone"
          regions={places.regions}
          value={settings.timeZone}
          error={errors.timeZone}
        />
      </div>
    </SiteSection>
  )
}

export function CrawlerFields({ settings, crawlers }: SitePart & { crawlers: { name: string; use: string }[] }) {
  return (
    <SiteSection
      title="AI crawlers"
      hint="Checked crawlers are asked by robots.txt to stay away. Search engines are not affected."
    >
      <div className="grid gap-x-6 sm:grid-cols-2">
        {crawlers.map(({ name, use }) => (
          <Checkbox
            key={name}
            name="blockedCrawlers"
            value={name}
            label={`Block ${name} (${use})`}
            defaultChecked={settings.blockedCrawlers.some((each) => each === name)}
          />
        ))}
      </div>
    </SiteSection>
  )
}

export function SecurityFields({ settings, errors }: SitePart) {
  return (
    <SiteSection title="Security contact" hint="Published as /.well-known/security.txt.">
      <Field
        label="Contact (optional)"
        hint="Where to report a security problem: mailto:security@example.org or a page."
        error={errors.securityContact}
      >
        {(control) => <Input {...control} name="securityContact" defaultValue={settings.securityContact} />}
      </Field>
      <Field label="Disclosure policy (optional)" error={errors.securityPolicy}>
        {(control) => (
          <Input
            {...control}
            name="securityPolicy"
            type="url"
            defaultValue={settings.securityPolicy}
            placeholder="https://"
          />
        )}
      </Field>
    </SiteSection>
  )
}
