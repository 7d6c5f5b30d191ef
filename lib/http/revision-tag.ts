/** A post's revision as the header that `If-Match` answers to. */
export function revisionEtag({ revision }: { revision: number }): { etag: string } {
  return { etag: `"${revision}"` }
}
