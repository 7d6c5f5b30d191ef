import { describe, expect, it } from "vitest"
import { parseMetadata } from "@/lib/link-previews/parse-metadata"

const URL_ = new URL("https://www.example.org/news/storm?id=1")
const read = (html: string | Uint8Array, charset: string | null = null) =>
  parseMetadata(typeof html === "string" ? new TextEncoder().encode(html) : html, charset, URL_)

describe("what a page says of itself", () => {
  it("is what it says for sharing, before its own title and description", () => {
    const html = `<!doctype html><html><head><title>Storm | Example</title>
      <meta name="description" content="plain">
      <meta property="og:title" content="Storm &amp; flood">
      <meta property="og:description" content="  The   night\nof the flood ">
      <meta property="og:site_name" content="Example">
      <meta property="og:image" content="/pictures/a.jpg"><meta property="og:image" content="/pictures/b.jpg">`
    expect(read(html)).toEqual({
      title: "Storm & flood",
      description: "The night of the flood",
      site: "Example",
      image: "https://www.example.org/pictures/a.jpg",
    })
  })

  it("is its own title and description where it says nothing for sharing", () => {
    const html = `<TITLE>Storm
      over the bay</TITLE><META NAME=Description CONTENT='Wind'><svg><title>An icon</title></svg>`
    expect(read(html)).toEqual({ title: "Storm over the bay", description: "Wind", site: "", image: null })
  })

  it("finds its picture from where the page says that addresses begin", () => {
    expect(read(`<base href="https://cdn.example.org/x/"><meta name="twitter:image" content="a.png">`).image).toBe(
      "https://cdn.example.org/x/a.png",
    )
    expect(read(`<meta property="og:image" content="http://[broken">`).image).toBeNull()
  })

  it("is read in the encoding that the page has", () => {
    const latin = Buffer.from("<meta charset=iso-8859-1><title>Über Köln</title>", "latin1")
    expect(read(latin).title).toBe("Über Köln")
    expect(read(Buffer.from("<title>Über Köln</title>", "latin1"), "windows-1252").title).toBe("Über Köln")
    expect(read("<title>Über Köln</title>", "no-such-encoding").title).toBe("Über Köln")
  })

  it("is words alone: no markup, no marks that turn words around, and no more than a card holds", () => {
    const facts = read(
      `<title>Pay\u202Egpj.exe \u0000here</title><meta name=description content="${"word ".repeat(200)}">`,
    )
    expect(facts.title).toBe("Paygpj.exe here")
    expect(facts.description.length).toBeLessThanOrEqual(300)
    expect(facts.description).toMatch(/word…$/)
    expect(read(`<meta property="og:title" content="<b onclick=alert(1)>x</b>">`).title).toBe(
      "<b onclick=alert(1)>x</b>",
    )
  })

  it("is nothing where the page is nothing of the kind", () => {
    for (const html of ["", "no tags", "<", "<title>", "<!--", "<title></title>", "\u0000\u0001"])
      expect(read(html)).toEqual({ title: "", description: "", site: "", image: null })
  })
})
