import type { MetadataRoute } from "next"
import { paths } from "@/lib/paths"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { iconPath } from "@/lib/site-settings/site-icons"
import small from "./launch-192.png"
import large from "./launch-512.png"
import maskable from "./launch-maskable-512.png"

export const dynamic = "force-dynamic"

/** What makes the desk a thing on a phone's home screen. Readers' pages stay pages, so this is the desk's alone. */
export async function GET(): Promise<Response> {
  const site = await getSiteSettings()
  const [own192, own512] = [iconPath(site, 192), iconPath(site, 512)]
  const manifest: MetadataRoute.Manifest = {
    id: paths.desk(),
    name: `${site.name} desk`,
    short_name: "Desk",
    description: "Write live blogs.",
    start_url: paths.desk(),
    scope: "/",
    display: "standalone",
    background_color: "#14171a",
    theme_color: "#14171a",
    icons: [
      { src: own192 ?? small.src, sizes: "192x192", type: "image/png" },
      { src: own512 ?? large.src, sizes: "512x512", type: "image/png" },
      ...(own512 ? [] : [{ src: maskable.src, sizes: "512x512", type: "image/png", purpose: "maskable" as const }]),
    ],
  }
  return new Response(JSON.stringify(manifest), { headers: { "content-type": "application/manifest+json" } })
}
