import { describe, expect, it } from "vitest"
import { LIMITS } from "@/lib/content/content-limits"
import { FetchError } from "@/lib/fetch/fetch-error"
import { parseMetadata } from "@/lib/link-previews/parse-metadata.js"
import { readInWorker } from "@/lib/link-previews/read-in-worker"

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

describe("the head of a page", () => {
  const late = `<meta property="og:title" content="Late"><title>Late</title>`

  it("ends where it says so, or where the body begins: what comes later is not the page's word of itself", () => {
    for (const end of ["</head>", "<body>", '<BODY class="home">', "</HEAD ><p>"])
      expect([end, read(`<head><title>Early</title>${end}${late}`).title]).toEqual([end, "Early"])
    expect(read(`<head>${late}</head>`).title).toBe("Late")
  })

  it("without an end is read all the same, and so is one that holds more than it should", () => {
    expect(read(`<title>Early</title><p>Words</p>${late}`).title).toBe("Late")
    expect(read(`<html><head><noscript><img src="a.gif"></noscript><div></span>${late}`).title).toBe("Late")
  })

  it("is no place in a script, a comment or an attribute that only looks like its end", () => {
    for (const looks of [
      "<script>'</head><body>'</script>",
      "<!-- </head> <body> -->",
      `<meta name=a content="</head>">`,
    ])
      expect([looks, read(`<head>${looks}${late}`).title]).toEqual([looks, "Late"])
  })

  it("may be cut off anywhere", () => {
    const html = `<head><meta charset="utf-8"><title>Storm &amp; flood over the bay</title><meta property="og:image" content="/a.jpg">`
    for (let length = 0; length <= html.length; length += 1) {
      const { title, image } = read(html.slice(0, length))
      expect("Storm & flood over the bay".startsWith(title.replace(/[&<]\S*$/, "")), `${length}: ${title}`).toBe(true)
      expect([null, "https://www.example.org/a.jpg"]).toContain(image)
    }
  })

  it("gives a title that fits into a card, a picture whose address does, and the first of each", () => {
    const { title } = read(`<title>${"word ".repeat(20_000)}</title>`)
    expect(title.length).toBeGreaterThan(LIMITS.titleCharacters - 20)
    expect(title.length).toBeLessThanOrEqual(LIMITS.titleCharacters)
    const far = `https://example.org/${"a".repeat(LIMITS.urlCharacters)}`
    expect(read(`<meta property="og:image" content="${far}">`).image).toBeNull()
    expect(read(`<meta name=description content=one><meta name=description content=two>`).description).toBe("one")
  })
})

describe("a page is read in a thread of its own", () => {
  const page = (html: string, url = URL_) => {
    return { url, type: "text/html", charset: "utf-8", bytes: new TextEncoder().encode(html) }
  }

  it("which says the same of it", async () => {
    const html = `<title>Köln &amp; Bonn</title><meta property="og:image" content="a.jpg">`
    expect(await readInWorker(page(html))).toEqual(read(html))
  })

  it("and is given up when it takes too long or breaks, which is no fault of ours", async () => {
    const tooLong = await readInWorker(page("<title>x</title>"), 1).catch((error: unknown) => error)
    const broken = await readInWorker(page("<title>x</title>", { href: "no address" } as URL)).catch(
      (error: unknown) => error,
    )
    for (const error of [tooLong, broken]) {
      expect(error).toBeInstanceOf(FetchError)
      expect(error).toMatchObject({ refusal: "unreadable" })
    }
  })
})
