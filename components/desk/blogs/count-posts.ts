/** How many updates readers see, in words. */
export function countPosts(count: number): string {
  if (count === 0) return "No updates yet"
  return count === 1 ? "1 update" : `${count.toLocaleString("en-GB")} updates`
}
