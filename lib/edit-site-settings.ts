import { isDeepStrictEqual } from "node:util"
import type { z } from "zod"
import { recordSiteEvent } from "@/lib/audit/audit-event"
import type { Prisma, Transaction } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { countField } from "@/lib/input-fields"
import { requirePicture } from "@/lib/media/require-media"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { announceSiteChange, noteSiteChange, readStoredSite, type StoredSite } from "@/lib/site-settings/read-settings"
import { type EditSiteInput, editSiteSchema, type SiteSettings } from "@/lib/site-settings/settings-schema"

/** A long text or a list is in the audit log as "changed"; what is shorter, as it was and as it is. */
const AUDIT_CHARACTERS = 200
/** So that two changes of the settings run one after the other, also the first two. */
const LOCK = 7_266_017

/** The settings for who may change them. Throws `forbidden`. */
export async function getSiteForEditing(actor: Actor): Promise<StoredSite> {
  authorize(actor, "site.manage")
  return readStoredSite()
}

/**
 * Changes the site's settings; every process shows them from its next page on. With `revision`, a save made on older
 * settings throws `stale_settings` with the current ones in its details. Throws `forbidden`, `invalid_input`.
 */
export async function editSite(
  actor: Actor,
  input: EditSiteInput,
  { revision }: { revision?: number | undefined } = {},
): Promise<StoredSite> {
  authorize(actor, "site.manage")
  const wanted = parseInput(editSiteSchema, input)
  parseInput(countField.optional(), revision)
  const saved = await transaction(async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(${LOCK})::text as locked`
    const before = await readStoredSite(tx)
    if (revision !== undefined && revision !== before.revision) {
      throw new AppError("stale_settings", { details: { site: before } })
    }
    const settings = { ...before.settings, ...(await fillPictures(tx, wanted)) }
    const changed = (Object.keys(settings) as (keyof SiteSettings)[]).filter(
      (key) => !isDeepStrictEqual(settings[key], before.settings[key]),
    )
    if (changed.length === 0) return before
    const row = { settings: settings as Prisma.InputJsonObject, revision: before.revision + 1 }
    await tx.siteSettings.upsert({ where: { id: 1 }, create: { id: 1, ...row }, update: row })
    const changes = Object.fromEntries(changed.map((key) => [key, toChange(before.settings[key], settings[key])]))
    await recordSiteEvent(tx, { actor, action: "site.edit", details: { changes } })
    await announceSiteChange(tx)
    return { settings, revision: row.revision }
  })
  // This process does not wait for its own announcement.
  noteSiteChange()
  return saved
}

type Wanted = z.output<typeof editSiteSchema>

async function fillPictures(tx: Transaction, wanted: Wanted): Promise<Partial<SiteSettings>> {
  const { logo, logoDark, icon, ...rest } = wanted
  const fill = async (picture: Wanted["logo"], field: string) => picture && (await requirePicture(tx, picture, field))
  const pictures = {
    ...(logo === undefined ? {} : { logo: (await fill(logo, "logo")) ?? null }),
    ...(logoDark === undefined ? {} : { logoDark: (await fill(logoDark, "logoDark")) ?? null }),
    ...(icon === undefined ? {} : { icon: (await fill(icon, "icon")) ?? null }),
  }
  return {
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest),
    ...pictures,
  } as Partial<SiteSettings>
}

function toChange(from: SiteSettings[keyof SiteSettings], to: SiteSettings[keyof SiteSettings]): Prisma.InputJsonValue {
  return isShort(from) && isShort(to) ? { from, to } : true
}

function isShort(value: unknown): value is string | boolean {
  return typeof value === "boolean" || (typeof value === "string" && value.length <= AUDIT_CHARACTERS)
}
