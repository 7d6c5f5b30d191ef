import { setTimeout as sleep } from "node:timers/promises"
import { describe, expect, it } from "vitest"
import { listSiteEvents } from "@/lib/audit/read-site-events"
import { createBlog } from "@/lib/blogs/create-blog"
import { SITE_CHANNEL } from "@/lib/db/channels"
import { db } from "@/lib/db/client"
import { editSite } from "@/lib/edit-site-settings"
import { securityTextRoute } from "@/lib/http/security-text"
import { siteIconRoute } from "@/lib/http/site-icon-route"
import { PageFreshness } from "@/lib/page-cache/freshness"
import type { Actor } from "@/lib/permissions/actor"
import { isListening, processHub, watchNotices } from "@/lib/realtime/broker"
import { followSiteSettings, getSiteSettings, noteSiteChange } from "@/lib/site-settings/read-settings"
import { DEFAULT_SETTINGS, type EditSiteInput, parseStoredSettings } from "@/lib/site-settings/settings-schema"
import { useDatabase } from "../setup/database"

useDatabase()

const ADMIN: Actor = { kind: "user", id: "user_admin", name: "Ada", role: "admin", source: "desk" }
const icon = (file: string) =>
  siteIconRoute(new Request("http://localhost:3000/"), { params: Promise.resolve({ file }) })

describe("the site's settings", () => {
  it("are the defaults until an admin changes some, and each change is in the log", async () => {
    expect(await getSiteSettings()).toEqual(DEFAULT_SETTINGS)
    await editSite(ADMIN, { name: "The Harbour Times", footerText: "Imprint" })
    await editSite(ADMIN, { name: "The Harbour Times" })
    expect(await getSiteSettings()).toEqual({ ...DEFAULT_SETTINGS, name: "The Harbour Times", footerText: "Imprint" })
    expect(await listSiteEvents(ADMIN)).toMatchObject([
      {
        actorName: "Ada",
        action: "site.edit",
        details: { changes: { name: { from: "Running Story", to: "The Harbour Times" } } },
      },
    ])
  })

  it("refuse what would harm a page, naming the field", async () => {
    const link = (url: string) => ({ footerLinks: [{ label: "Imprint", url }] })
    const wrong: [EditSiteInput, string][] = [
      [{ name: " " }, "name"],
      [{ name: "x".repeat(81) }, "name"],
      [link("javascript:alert(1)"), "footerLinks.0.url"],
      [link("data:text/html,x"), "footerLinks.0.url"],
      [link("//evil.example"), "footerLinks.0.url"],
      [link("/imprint"), "footerLinks.0.url"],
      [link("tel:javascript"), "footerLinks.0.url"],
      [link("https://bank.example@evil.example"), "footerLinks.0.url"],
      [{ mastheadLinks: Array.from({ length: 9 }, () => ({ label: "A", url: "https://a.example" })) }, "mastheadLinks"],
      [{ homeUrl: "mailto:a@b.example" }, "homeUrl"],
      [{ publisherProfiles: ["ftp://a.example"] }, "publisherProfiles.0"],
      [{ xHandle: "@a b" }, "xHandle"],
      [{ language: "no language" }, "language"],
      [{ timeZone: "Mars/Olympus" }, "timeZone"],
      [{ blockedCrawlers: ["Googlebot"] } as unknown as EditSiteInput, "blockedCrawlers.0"],
      [{ securityContact: "javascript:alert(1)" }, "securityContact"],
      [{ logo: { mediaId: "f".repeat(40) } }, "logo"],
    ]
    for (const [input, path] of wrong)
      await expect(editSite(ADMIN, input), path).rejects.toMatchObject({ code: "invalid_input", issues: [{ path }] })
    for (const url of ["https://a.example", "mailto:desk@a.example", "tel:+44-20-7946-0000"])
      expect((await editSite(ADMIN, link(url))).settings.footerLinks[0]?.url).toBe(url)
  })

  it("do not overwrite what somebody else saved in between", async () => {
    const { revision } = await editSite(ADMIN, { xHandle: "@one" })
    await editSite(ADMIN, { xHandle: "@two" }, { revision })
    await expect(editSite(ADMIN, { xHandle: "@three" }, { revision })).rejects.toMatchObject({ code: "stale_settings" })
  })

  it("reach pages that are in memory, and are read once however many pages ask", async () => {
    const freshness = new PageFreshness(processHub())
    watchNotices(({ channel }) => channel === SITE_CHANNEL && noteSiteChange())
    followSiteSettings(isListening, () => freshness.noteSiteChange())
    await expect.poll(isListening).toBe(true)
    await getSiteSettings()
    const front = { path: "/", slug: null, kind: "home" } as const
    const stamp = freshness.advance(await freshness.read(front))
    expect(freshness.isCurrent(stamp)).toBe(true)
    // As another process does it: this one hears of it by the database alone.
    const row = { ...DEFAULT_SETTINGS, name: "The Evening Post" }
    await db().$transaction([
      db().siteSettings.update({ where: { id: 1 }, data: { settings: row, revision: { increment: 1 } } }),
      db().$queryRaw`select pg_notify(${SITE_CHANNEL}, '')::text as announced`,
    ])
    await expect.poll(() => freshness.isCurrent(stamp)).toBe(false)
    expect((await getSiteSettings()).name).toBe("The Evening Post")
    // Not announced, so not read: nothing asks the database again.
    await db().siteSettings.update({ where: { id: 1 }, data: { settings: { ...row, name: "Unheard" } } })
    await sleep(1_100)
    expect((await getSiteSettings()).name).toBe("The Evening Post")
  })

  it("stay as they were while their table cannot be read", async () => {
    await db().$executeRaw`alter table site_settings rename to site_settings_away`
    try {
      noteSiteChange()
      expect((await getSiteSettings()).name).toBe("The Evening Post")
    } finally {
      await db().$executeRaw`alter table site_settings_away rename to site_settings`
    }
    await editSite(ADMIN, { name: "Back again" })
    await expect.poll(async () => (await getSiteSettings()).name).toBe("Back again")
  })

  it("of another release leave alone what this one does not know", () => {
    const stored = { name: "Kept", homeUrl: "javascript:alert(1)", later: { a: 1 } }
    expect(parseStoredSettings(stored)).toEqual({ ...DEFAULT_SETTINGS, name: "Kept" })
    expect(parseStoredSettings(null)).toEqual(DEFAULT_SETTINGS)
  })

  it("give new live blogs their language and time zone", async () => {
    await editSite(ADMIN, { language: "de", timeZone: "Europe/Berlin" })
    await expect.poll(async () => (await getSiteSettings()).language).toBe("de")
    expect(await createBlog(ADMIN, { slug: "neu", title: "Neu" })).toMatchObject({
      language: "de",
      timeZone: "Europe/Berlin",
    })
    expect(await createBlog(ADMIN, { slug: "new", title: "New", language: "en", timeZone: "UTC" })).toMatchObject({
      language: "en",
      timeZone: "UTC",
    })
  })

  it("say where to report a security problem, once there is a contact", async () => {
    const ask = () => securityTextRoute(new Request("http://localhost:3000/.well-known/security.txt"))
    expect((await ask()).status).toBe(404)
    await editSite(ADMIN, { securityContact: "mailto:security@harbour.example" })
    await expect.poll(async () => (await ask()).status).toBe(200)
    const text = await (await ask()).text()
    expect(text).toMatch(/^Contact: mailto:security@harbour\.example$/m)
    const expires = /^Expires: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/m.exec(text)?.[1] ?? ""
    const days = (Date.parse(expires) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(170)
    expect(days).toBeLessThan(366)
  })

  it("draw an icon of the first letter where there is no picture, and nothing else of the name", async () => {
    await editSite(ADMIN, { name: "<script>“Ünder</script>" })
    await expect.poll(async () => (await icon("icon.svg")).text()).toContain(">S</text>")
    expect((await icon("32.png")).headers.get("content-type")).toBe("image/png")
    expect((await icon("33.png")).status).toBe(404)
  })
})
