/** What the page says to machines. `json` is escaped so that no text in it can end the element (`serializeJsonLd`). */
export function JsonLdScript({ json }: { json: string }) {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
