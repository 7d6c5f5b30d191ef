import { PRODUCT_NAME } from "@/lib/product-name"
import { readerPaths } from "@/lib/reader-paths"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"

const LINK = "underline decoration-line-strong underline-offset-3 hover:text-accent"

/** The newsroom's footer: what the law asks for on each page, and the way to all live blogs. */
export function SiteFooter({ site, allBlogs }: { site: SiteSettings; allBlogs: string }) {
  return (
    <footer className="border-line border-t print:hidden">
      <div className="mx-auto max-w-5xl space-y-3 px-5 py-6 text-ink-faint text-meta sm:px-8">
        {site.footerText && <p className="max-w-prose whitespace-pre-line">{site.footerText}</p>}
        <div className="flex flex-wrap justify-between gap-x-6 gap-y-2">
          <p>{site.name}</p>
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            {site.footerLinks.map(({ label, url }) => (
              <li key={`${label} ${url}`}>
                <a href={url} className={LINK}>
                  {label}
                </a>
              </li>
            ))}
            <li>
              <a href={readerPaths.front()} className={LINK}>
                {allBlogs}
              </a>
            </li>
          </ul>
        </div>
        {site.madeWith && site.name !== PRODUCT_NAME && <p lang="en">{`Made with ${PRODUCT_NAME}`}</p>}
      </div>
    </footer>
  )
}
