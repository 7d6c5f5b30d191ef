import { expect, it } from "vitest"
import { type Embed, resolveEmbed } from "@/lib/content/embeds"
import { providerAddress, readProviderAnswer } from "@/lib/link-previews/ask-provider"

const at = (url: string) => resolveEmbed(url) as Embed
const X = at("https://x.com/vallmerefire/status/1712345678901234567")
const YOUTUBE = at("https://youtu.be/dQw4w9WgXcQ")

it("a post is known by its author, its words and its day, as its provider says them", () => {
  expect(providerAddress(X)).toBe(
    "https://publish.twitter.com/oembed?omit_script=1&dnt=1&url=https%3A%2F%2Fx.com%2Fvallmerefire%2Fstatus%2F1712345678901234567",
  )
  const html = `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Leave Harrow Street now.<br>Shelter &amp; food at <a href="https://t.co/x">the school</a>.</p>&mdash; Vallmere Fire (@vallmerefire) <a href="https://twitter.com/x">November 27, 2026</a></blockquote>`
  const said = { author_name: "Vallmere Fire", author_url: "https://twitter.com/vallmerefire", html }
  expect(readProviderAnswer(JSON.stringify(said), X)).toEqual({
    card: {
      title: "Vallmere Fire (@vallmerefire)",
      description: "Leave Harrow Street now.\nShelter & food at the school.",
      date: "2026-11-27",
    },
    image: null,
  })
})

it("a video is known by its title, author and still picture", () => {
  const said = {
    title: "The dam opens",
    author_name: "Vallmere Post",
    thumbnail_url: "https://i.ytimg.com/vi/x/hq.jpg",
  }
  expect(readProviderAnswer(JSON.stringify(said), YOUTUBE)).toEqual({
    card: { title: "The dam opens", description: "Vallmere Post" },
    image: "https://i.ytimg.com/vi/x/hq.jpg",
  })
})

it("answers that say nothing, are no JSON or are written to keep their reader busy give no card, and soon", () => {
  const began = performance.now()
  const busy = { author_name: "A", html: `<p>${"<p><a ".repeat(10_000)}` }
  for (const text of ["", "{}", "[1]", '{"title":7}', JSON.stringify({ thumbnail_url: "file:///etc/passwd" })])
    expect([readProviderAnswer(text, X), readProviderAnswer(text, YOUTUBE)]).toEqual([null, null])
  expect(readProviderAnswer(JSON.stringify(busy), X)).toBeNull()
  expect(performance.now() - began).toBeLessThan(500)
})
