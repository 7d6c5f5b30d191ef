import { listTimeZones } from "@/components/desk/blogs/time-zones"
import { PageHeader, Section } from "@/components/desk/shell/page-header"
import { SiteChanges } from "@/components/desk/site/site-changes"
import { SiteForm } from "@/components/desk/site/site-form"
import { listSiteEvents } from "@/lib/audit/read-site-events"
import { getSiteForEditing } from "@/lib/edit-site-settings"
import { paths } from "@/lib/paths"
import { AI_CRAWLERS } from "@/lib/site-settings/ai-crawlers"
import { SITE_LIMITS } from "@/lib/site-settings/settings-schema"
import { orNotFound } from "../found"
import { requireViewer } from "../signed-in"
import { editSiteAction } from "./actions"

export const metadata = { title: "Site" }

export default async function SitePage() {
  const person = await requireViewer(paths.deskSite())
  const [site, events] = await orNotFound(Promise.all([getSiteForEditing(person), listSiteEvents(person)]))
  const crawlers = Object.entries(AI_CRAWLERS).map(([name, use]) => ({ name, use }))
  return (
    <>
      <PageHeader title="Site">What readers, search engines and apps see of your newsroom on every page.</PageHeader>
      <SiteForm
        site={site}
        places={listTimeZones(site.settings)}
        crawlers={crawlers}
        limits={SITE_LIMITS}
        save={editSiteAction}
      />
      {events.length > 0 && (
        <Section title="Recent changes">
          <SiteChanges events={events} now={Date.now()} />
        </Section>
      )}
    </>
  )
}
