import { describe, expect, it } from "vitest"
import { fieldMarks } from "@/components/desk/composer/field-marks"
import { splitUndescribed } from "@/components/desk/editor/picture-commands"
import { sortErrors } from "@/components/desk/forms/use-form"

const invalid = (...issues: { path: string; message: string }[]) => ({
  code: "invalid_input" as const,
  message: "Invalid",
  issues,
})

describe("a refused form", () => {
  it("shows each problem at the field that holds it, and the others beside its button", () => {
    const failure = invalid(
      { path: "logo.alt", message: "Too long" },
      { path: "links.1.url", message: "No link" },
      { path: "elsewhere", message: "Not of this form" },
    )
    expect(sortErrors(failure, ["logo", "links", "links.1.url"], {})).toEqual({
      errors: { logo: "Too long", "links.1.url": "No link" },
      rest: { ...failure, issues: [{ path: "elsewhere", message: "Not of this form" }] },
    })
    expect(sortErrors({ code: "slug_taken", message: "Taken" }, ["slug"], { slug_taken: "slug" })).toEqual({
      errors: { slug: "Taken" },
      rest: null,
    })
    expect(sortErrors({ code: "internal", message: "Oh" }, ["slug"], {}).rest).toMatchObject({ code: "internal" })
  })
})

describe("a refused post", () => {
  it("is marked at the field of the composer that is wrong", () => {
    expect(fieldMarks(null)).toEqual({})
    expect(fieldMarks({ code: "blank_post", message: "Write something" })).toEqual({ text: "Write something" })
    expect(fieldMarks({ code: "undescribed_picture", message: "" })).toEqual({ pictures: true })
    expect(
      fieldMarks(invalid({ path: "tags.0", message: "No tag" }, { path: "content.3.url", message: "No page" })),
    ).toEqual({ tags: "No tag", text: "No page" })
  })

  it("keeps back the pictures without alt text, in galleries too, and publishes the rest", () => {
    const picture = (mediaId: string, alt: string, decorative = false) => ({ mediaId, alt, decorative })
    const image = (...of: Parameters<typeof picture>) => ({ type: "image", attrs: picture(...of) })
    const text = { type: "paragraph", content: [{ type: "text", text: "Words" }] }
    const places = [picture("b", "Hall"), picture("c", " \u200b "), { uploadId: "u" }]
    const { ready, waiting } = splitUndescribed({
      type: "doc",
      content: [text, image("a", ""), image("d", "", true), { type: "gallery", attrs: { pictures: places } }],
    })
    expect(ready.content).toMatchObject([text, image("d", "", true), image("b", "Hall")])
    expect(waiting.content).toMatchObject([
      image("a", ""),
      { type: "gallery", attrs: { pictures: [picture("c", " \u200b "), { uploadId: "u" }] } },
    ])
  })
})
