import type { MetadataRoute } from "next"
import { paths } from "@/lib/paths"
import { SITE_NAME } from "@/lib/site"
import small from "./launch-192.png"
import large from "./launch-512.png"
import maskable from "./launch-maskable-512.png"

export const dynamic = "force-static"

/** What makes the desk a thing on a phone's home screen. Readers' pages stay pages, so this is the desk's alone. */
export function GET(): Response {
  const manifest: MetadataRoute.Manifest = {
    id: paths.desk(),
    name: `${SITE_NAME} desk`,
    short_name: "Desk",
    description: "Write live blogs.",
    start_url: paths.desk(),
    scope: "/",
    display: "standalone",
    background_color: "#14171a",
    theme_color: "#14171a",
    icons: [
      { src: small.src, sizes: "192x192", type: "image/png" },
      { src: large.src, sizes: "512x512", type: "image/png" },
      { src: maskable.src, sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  }
  return new Response(JSON.stringify(manifest), { headers: { "content-type": "application/manifest+json" } })
}
