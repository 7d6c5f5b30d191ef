/** How many posts readers see, in words. */
export function countPosts(count: number): string {
  if (count === 0) return "No posts yet"
  return count === 1 ? "1 post" : `${count.toLocaleString("en-GB")} posts`
}
