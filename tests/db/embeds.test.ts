import { beforeAll, describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { documentFromText } from "@/lib/content/plain-text"
import { parseEmbedChoice } from "@/lib/embed-choice"
import { fragmentRoute, oembedRoute } from "@/lib/http/embed-routes"
import { matchRoute } from "@/lib/page-cache/route-match"
import { paths } from "@/lib/paths"
import { createPost } from "@/lib/posts/create-post"
import { editPost } from "@/lib/posts/edit-post"
import { readEmbed } from "@/lib/posts/read-embed"
import { absoluteUrl } from "@/lib/site"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"

useDatabase()

const oembed = async (query: Record<string, string>) => {
  const response = await oembedRoute(new Request(`http://localhost/api/oembed?${new URLSearchParams(query)}`))
  return { status: response.status, headers: response.headers, body: await response.json() }
}
const fragment = (slug: string, query = "") =>
  fragmentRoute(new Request(`http://localhost/${slug}/fragment${query}`), { params: Promise.resolve({ slug }) })

describe("who may embed a blog", () => {
  it.each([
    [["www.Example.org", " https://www.example.org/ "], ["www.example.org"]],
    [
      ["*.example.org", "localhost:8080", "bücher.example"],
      ["*.example.org", "localhost:8080", "xn--bcher-kva.example"],
    ],
    [["news.example", "*"], ["*"]],
    [[], []],
  ])("is kept as browsers compare it: %j", async (typed, kept) => {
    const blog = await makeBlog({})
    expect((await editBlog(DESK, blog.id, { embedHosts: typed })).embedHosts).toEqual(kept)
  })

  it.each([
    "example.org/path",
    "a.example; script-src *",
    "'self'",
    "https:",
    "a b.example",
    "*.*",
    "",
    "x".repeat(300),
  ])("is refused where it names no site: %j", async (host) => {
    const blog = await makeBlog({})
    await expect(editBlog(DESK, blog.id, { embedHosts: [host] })).rejects.toMatchObject({ code: "invalid_input" })
  })

  it("moves the blog's version, so that a kept page with the old list is used no more", async () => {
    const blog = await makeBlog({})
    const edited = await editBlog(DESK, blog.id, { embedHosts: ["news.example"] })
    expect(edited.version).toBeGreaterThan(blog.version)
  })
})

describe("an embed", () => {
  let slug: string
  let blogId: string
  const ids: string[] = []
  beforeAll(async () => {
    const blog = await makeBlog({ title: 'Harbour "live" & <well>' })
    ;({ slug, id: blogId } = blog)
    for (const title of ["One", "Two", "Three"])
      ids.push(
        (await createPost(DESK, blogId, { title, content: documentFromText(`${title} https://news.example/`) })).id,
      )
    await editBlog(DESK, blogId, { embedHosts: ["news.example"] })
  })

  it("is described by oEmbed, for the blog and for one update, within the room that there is", async () => {
    const { status, headers, body } = await oembed({ url: absoluteUrl(paths.blog(slug)), maxwidth: "400" })
    expect(status).toBe(200)
    expect(headers.get("access-control-allow-origin")).toBe("*")
    expect(body).toMatchObject({
      version: "1.0",
      type: "rich",
      width: 400,
      height: 600,
      title: 'Harbour "live" & <well>',
    })
    expect(body.html).toContain(`src="${absoluteUrl(`/${slug}/embed`)}"`)
    expect(body.html).toContain('title="Harbour &#34;live&#34; &#38; &#60;well&#62;"')
    const one = await oembed({ url: absoluteUrl(paths.post(slug, ids[0] ?? "")) })
    expect(one.body.html).toContain(`/${slug}/embed?post=${ids[0]}"`)
  })

  it("is refused in words where there is none", async () => {
    for (const url of ["/no-such-blog", `/${slug}/post_none`, "/"])
      expect(await oembed({ url: absoluteUrl(url) })).toMatchObject({
        status: 404,
        body: { error: { code: "no_embed" } },
      })
    expect((await oembed({ url: "no address" })).status).toBe(404)
    expect((await oembed({})).status).toBe(400)
    expect(await oembed({ url: absoluteUrl(paths.blog(slug)), format: "xml" })).toMatchObject({
      status: 501,
      body: { error: { code: "json_only" } },
    })
  })

  it("is HTML for other servers, with absolute addresses that open outside, and no script", async () => {
    const response = await fragment(slug, "?limit=2")
    expect(response.headers.get("access-control-allow-origin")).toBe("*")
    expect(response.headers.get("cache-control")).toContain("s-maxage=1")
    const html = await response.text()
    expect(html.match(/<article /g)).toHaveLength(2)
    expect(html).not.toMatch(/<script|<style|(?:href|src)="\/(?!\/)/)
    for (const [link] of html.matchAll(/<a [^>]*>/g)) if (link.includes("live-post")) expect(link).toMatch(/noopener/)
    expect(html).toContain("Harbour &quot;live&quot; &amp; &lt;well&gt;")
  })

  it("shows no hidden update, and is gone with the list, and while the blog is private", async () => {
    const [first = ""] = ids
    await editPost(DESK, first, { state: "hidden" })
    expect(await (await fragment(slug)).text()).not.toContain("One https")
    expect(await readEmbed(slug, parseEmbedChoice({ post: first }))).toBeNull()
    await editBlog(DESK, blogId, { embedHosts: [] })
    expect((await fragment(slug)).status).toBe(404)
    // Known for a second.
    await expect
      .poll(async () => (await oembed({ url: absoluteUrl(paths.blog(slug)) })).status, { timeout: 5_000 })
      .toBe(404)
    await editBlog(DESK, blogId, { embedHosts: ["*"], status: "draft" })
    expect(await readEmbed(slug, parseEmbedChoice({}))).toBeNull()
  })

  it("has one address in the page cache for what is the same", () => {
    const same = ["", "?limit=10", "?theme=auto&utm=1", "?limit=0&theme=pink", "?limit=11&limit=12"].map(
      (query) => matchRoute(`/storm/embed${query}`)?.path,
    )
    expect(new Set(same.slice(0, 4))).toEqual(new Set(["/storm/embed"]))
    expect(matchRoute("/storm/embed?view=latest&limit=3&theme=dark&post=../x")).toEqual({
      path: "/storm/embed?view=latest&theme=dark",
      slug: "storm",
      kind: "embed",
    })
    expect(matchRoute("/storm/fragment?limit=99")?.path).toBe("/storm/fragment?limit=20")
  })
})
