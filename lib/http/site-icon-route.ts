import { processCache } from "@/lib/cache"
import { AppError } from "@/lib/errors"
import { drawIcon, drawLetterIcon } from "@/lib/media/draw-icon"
import { paths } from "@/lib/paths"
import { PRODUCT_NAME } from "@/lib/product-name"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import {
  firstLetter,
  ICON_SIZES,
  type IconSize,
  iconPath,
  letterIcon,
  PRODUCT_ICON,
} from "@/lib/site-settings/site-icons"
import { cacheableResponse } from "./etag"
import { errorResponse } from "./response"

type Context = { params: Promise<{ file: string }> }

const MAX_BYTES = 2 * 1024 * 1024
/** The address names the picture (`?v=`): another picture has another address. */
const CACHE_CONTROL = "public, max-age=3600, s-maxage=3600, stale-if-error=86400"

/** `GET /icons/icon.svg`, `/icons/<size>.png`: the site's icon, of the newsroom's picture or of its first letter. */
export async function siteIconRoute(request: Request, { params }: Context): Promise<Response> {
  try {
    const { file } = await params
    const { icon, name } = await getSiteSettings()
    const headers = { "cache-control": CACHE_CONTROL, "cross-origin-resource-policy": "cross-origin" }
    if (file === "icon.svg") {
      const svg = name === PRODUCT_NAME ? PRODUCT_ICON : letterIcon(name)
      return cacheableResponse(request, svg, { ...headers, "content-type": "image/svg+xml" })
    }
    const size = ICON_SIZES.find((each) => file === `${each}.png`)
    if (!size) throw new AppError("not_found")
    const icons = processCache<Uint8Array<ArrayBuffer>>("icons", {
      maxBytes: MAX_BYTES,
      sizeOf: ({ length }) => length,
    })
    const png = await icons.load(`${icon?.mediaId ?? firstLetter(name)} ${size}`, () =>
      icon ? drawIcon(icon, size) : drawLetterIcon(firstLetter(name), size),
    )
    if (!png) throw new AppError("not_found")
    return cacheableResponse(request, png, { ...headers, "content-type": "image/png" })
  } catch (error) {
    return errorResponse(error, "icon")
  }
}

/** `GET /favicon.ico` and `/apple-touch-icon.png`, which programs ask for without reading a page. */
export async function redirectToIcon(size: IconSize): Promise<Response> {
  const location = iconPath(await getSiteSettings(), size) ?? `/icons/${size}.png`
  return new Response(null, { status: 307, headers: { location, "cache-control": CACHE_CONTROL } })
}

/** `GET /manifest.webmanifest`: the readers' site on a phone's home screen. */
export async function siteManifestRoute(request: Request): Promise<Response> {
  const site = await getSiteSettings()
  const icons = [192, 512] as const
  const manifest = {
    id: "/",
    name: site.name,
    short_name: site.name,
    start_url: paths.front(),
    scope: "/",
    display: "minimal-ui",
    background_color: "#ffffff",
    theme_color: "#ffffff",
    lang: site.language,
    icons: icons.map((size) => ({
      src: iconPath(site, size) ?? `/icons/${size}.png`,
      sizes: `${size}x${size}`,
      type: "image/png",
    })),
  }
  return cacheableResponse(request, JSON.stringify(manifest), { "content-type": "application/manifest+json" })
}
