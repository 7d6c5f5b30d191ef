import { describe, expect, it } from "vitest"
import { z } from "zod"
import { serializeJsonLd, toJsonLd } from "@/lib/feeds/json-ld"
import type { Feed } from "@/lib/protocol/apply-delta"
import { DEFAULT_SETTINGS, type SiteSettings } from "@/lib/site-settings/settings-schema"
import { sampleBlog, sampleFeed, samplePost, time } from "./samples"

const instant = z.iso.datetime()
const page = z.url().startsWith("http://localhost:3000/storm")
const organization = z.object({ "@type": z.literal("NewsMediaOrganization"), name: z.string().min(1), url: z.url() })
const person = z.strictObject({ "@type": z.literal("Person"), name: z.string().min(1), image: z.url().optional() })

const update = z.strictObject({
  "@type": z.literal("BlogPosting"),
  "@id": page,
  url: page,
  headline: z.string().min(1),
  datePublished: instant,
  dateModified: instant.optional(),
  articleBody: z.string().max(1_000),
  author: z.union([z.array(person).min(1), organization]),
  publisher: organization,
  image: z.object({ "@type": z.literal("ImageObject"), url: z.url() }).optional(),
  keywords: z.array(z.string()).optional(),
  video: z.object({ "@type": z.literal("VideoObject"), name: z.string().min(1), thumbnailUrl: z.url() }).optional(),
  correction: z.strictObject({ "@type": z.literal("CorrectionComment"), text: z.string().min(1) }).optional(),
})

const liveBlog = z.strictObject({
  "@context": z.literal("https://schema.org"),
  "@type": z.literal("LiveBlogPosting"),
  "@id": page,
  url: page,
  mainEntityOfPage: page,
  headline: z.string().min(1),
  description: z.string().min(1).optional(),
  image: z.array(page),
  isPartOf: z.object({ "@id": page }).optional(),
  abstract: z.string().min(1).optional(),
  keywords: z.array(z.string()).optional(),
  datePublished: instant,
  dateModified: instant,
  coverageStartTime: instant,
  coverageEndTime: instant.optional(),
  inLanguage: z.string(),
  isAccessibleForFree: z.boolean(),
  author: z.union([z.array(person).min(1), organization]),
  publisher: organization,
  liveBlogUpdate: z.array(update).max(50),
})

function read(fields: Partial<Feed>, site: SiteSettings = DEFAULT_SETTINGS) {
  const feed = sampleFeed(fields)
  const text = serializeJsonLd(
    toJsonLd(
      {
        feed,
        number: 1,
        count: 1,
        links: { newest: null, newer: null, older: null, oldest: null },
        keyEvents: [],
        alerts: [],
        focus: null,
        readAt: feed.at,
        isEmbeddable: false,
        stale: false,
      },
      site,
    ),
  )
  return { text, data: liveBlog.parse(JSON.parse(text)) }
}

describe("what search engines read of a blog", () => {
  it("gives every update its own address, name and times", () => {
    const posts = [
      samplePost("post_b", { title: "Second", publishedAt: time(5), editedAt: time(7) }),
      samplePost("post_a", { publishedAt: time(1), authors: [] }),
    ]
    const { data } = read({ posts, at: time(7) })
    expect(data).toMatchObject({ headline: "Storm", datePublished: time(0), dateModified: time(7) })
    expect(data.liveBlogUpdate).toMatchObject([
      {
        url: "http://localhost:3000/storm/post_b#post_b",
        headline: "Second",
        datePublished: time(5),
        dateModified: time(7),
        author: [{ "@type": "Person", name: "Ann" }],
      },
      { headline: "Text of post_a", datePublished: time(1), author: { "@type": "NewsMediaOrganization" } },
    ])
    expect(data.liveBlogUpdate[1]).not.toHaveProperty("dateModified")
  })

  it("began with its first update, was changed with its newest words, and sums up by its key points", () => {
    const posts = [
      samplePost("post_b", { publishedAt: time(5), tags: ["Flood"], content: video }),
      samplePost("post_a", { publishedAt: time(1), editedAt: time(6), tags: ["Flood", "Rail"] }),
    ]
    const blog = sampleBlog({ startedAt: time(3), coverageAt: time(4), summary: "Rain.\n- One\n- Two" })
    const { data } = read({ posts, blog, at: time(9) })
    expect(data).toMatchObject({
      description: "Rain.",
      abstract: "One\nTwo",
      keywords: ["Flood", "Rail"],
      datePublished: time(1),
      coverageStartTime: time(1),
      dateModified: time(6),
    })
    expect(data.liveBlogUpdate[0]).toMatchObject({ keywords: ["Flood"], video: { name: "Video, 12:05" } })
  })

  it("starts its coverage when that is planned, before the first update", () => {
    const blog = sampleBlog({ startedAt: time(1), coverageAt: time(40) })
    expect(read({ posts: [], blog }).data.coverageStartTime).toBe(time(40))
  })

  it("has an end of coverage only when coverage is over", () => {
    expect(read({}).data).not.toHaveProperty("coverageEndTime")
    const blog = sampleBlog({ status: "ended", endedAt: time(9) })
    expect(read({ blog }).data.coverageEndTime).toBe(time(9))
    // Opened again: the old end is in the past, and no end at all.
    expect(read({ blog: sampleBlog({ endedAt: time(9) }) }).data).not.toHaveProperty("coverageEndTime")
  })

  it("cannot end its element or start another, and says the words to the letter", () => {
    const hostile = "</script><script>alert(1)</script><!-- ]]> & \u2028\u2029"
    const content = { type: "doc" as const, content: [{ type: "image" as const, attrs: picture(hostile) }] }
    const { text, data } = read({
      blog: sampleBlog({ title: hostile, summary: hostile }),
      posts: [samplePost("post_a", { title: hostile, authors: [{ name: hostile, picture: null }], content })],
    })
    expect(text).not.toMatch(/[<>&\u2028\u2029]/)
    expect(data.headline).toBe(hostile)
    expect(data.liveBlogUpdate[0]).toMatchObject({ headline: hostile, author: [{ name: hostile }] })
  })

  it("credits the newsroom that publishes, and the people who wrote", () => {
    const site = {
      ...DEFAULT_SETTINGS,
      name: "Harbour Live",
      publisherName: "The Harbour Times Ltd",
      publisherUrl: "https://harbour.example/about",
      publisherProfiles: ["https://en.wikipedia.org/wiki/The_Harbour_Times"],
      logo: { mediaId: "c".repeat(40), width: 640, height: 80, alt: "" },
    }
    const posts = [samplePost("post_a", { authors: [{ name: "Ann", picture: null }] })]
    const { text, data } = read({ posts }, site)
    expect(data.author).toMatchObject([{ "@type": "Person", name: "Ann" }])
    expect(JSON.parse(text).publisher).toEqual({
      "@type": "NewsMediaOrganization",
      "@id": "http://localhost:3000/#publisher",
      name: "The Harbour Times Ltd",
      url: "https://harbour.example/about",
      logo: {
        "@type": "ImageObject",
        url: `http://localhost:3000/media/${"c".repeat(40)}/640.jpg`,
        width: 640,
        height: 80,
      },
      sameAs: ["https://en.wikipedia.org/wiki/The_Harbour_Times"],
    })
    expect(text).not.toContain("Running Story")
  })

  it("names every author, with their picture, and what was corrected", () => {
    const authors = [
      { name: "Ann", picture: "b".repeat(40) },
      { name: "Ben", picture: null },
    ]
    const { data } = read({
      posts: [samplePost("post_a", { authors, correction: "It was Tuesday." }), samplePost("b")],
    })
    expect(data.liveBlogUpdate[0]).toMatchObject({
      author: [{ name: "Ann", image: `http://localhost:3000/media/${"b".repeat(40)}/320.jpg` }, { name: "Ben" }],
      correction: { text: "It was Tuesday." },
    })
    expect(data.liveBlogUpdate[1]).not.toHaveProperty("correction")
  })

  it("stays small: at most 50 updates of at most 1,000 characters", () => {
    const text = "😀 word ".repeat(1_000)
    const content = {
      type: "doc" as const,
      content: [{ type: "paragraph" as const, content: [{ type: "text" as const, text }] }],
    }
    const posts = Array.from({ length: 60 }, (_, index) => samplePost(`post_${index}`, { content }))
    const { data } = read({ posts })
    expect(data.liveBlogUpdate).toHaveLength(50)
    expect(data.liveBlogUpdate[0]?.articleBody.isWellFormed()).toBe(true)
  })
})

function picture(words: string) {
  return { mediaId: "a".repeat(40), width: 800, height: 600, alt: words, caption: words, credit: words }
}

const video = {
  type: "doc" as const,
  content: [{ type: "embed" as const, attrs: { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" } }],
}
