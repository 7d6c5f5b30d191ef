import type { FrontPage } from "@/lib/blogs/front-page"
import { paths } from "@/lib/paths"
import { absoluteUrl, siteUrl } from "@/lib/site"
import type { SiteSettings } from "@/lib/site-settings/settings-schema"
import { toOrganization } from "./json-ld-things"

/** What search engines read of the front page: the newsroom, its site, and the blogs in the page's order. */
export function toFrontJsonLd({ live, ended, lead }: FrontPage, site: SiteSettings) {
  const blogs = [...live, ...ended]
  const ordered = [...blogs.filter(({ id }) => id === lead?.blogId), ...blogs.filter(({ id }) => id !== lead?.blogId)]
  const publisher = toOrganization(site, site.logo)
  return {
    "@context": "https://schema.org",
    "@graph": [
      publisher,
      {
        "@type": "WebSite",
        "@id": `${siteUrl()}/#website`,
        url: absoluteUrl(paths.front()),
        name: site.name,
        inLanguage: site.language,
        publisher: { "@id": publisher["@id"] },
      },
      {
        "@type": "ItemList",
        "@id": `${siteUrl()}/#front`,
        itemListElement: ordered.map(({ slug, title }, index) => ({
          "@type": "ListItem",
          position: index + 1,
          url: absoluteUrl(paths.blog(slug)),
          name: title,
        })),
      },
    ],
  }
}
