import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { drawShareImage, type ShareImage } from "@/lib/feeds/share-image/draw-share-image"

function sampleCard(fields: Partial<ShareImage> = {}): ShareImage {
  return {
    sender: "The Harbour Times",
    kicker: "",
    headline: "Storm",
    text: "",
    time: "1 Jan 2026",
    badge: { words: "Live", live: true },
    look: { accent: null, logo: null, headerImage: null },
    ...fields,
  }
}

describe("the picture that stands for a page", () => {
  it("is 1200 by 630 pixels, whatever is written", async () => {
    const texts = [
      "",
      " ",
      `</span><span foreground="red"> & <b>"quotes"</b> \u0000\u0008\ud800`,
      "Very long ".repeat(200),
      "Donaudampfschifffahrtsgesellschaftskapitän".repeat(20),
      "تغطية مباشرة لليلة الانتخابات في المدينة",
      "שידור חי מליל הבחירות",
      "选举之夜现场直播".repeat(20),
      "จดหมายข่าว नमस्ते ქართული Ελληνικά Кириллица",
      "👩‍👩‍👧‍👦🏳️‍🌈 emoji",
      "line\nbreak\u2028and more",
    ]
    for (const text of texts) {
      const png = await drawShareImage(sampleCard({ headline: text, kicker: text, text, time: text }))
      const { format, width, height } = await sharp(png).metadata()
      expect([format, width, height], text.slice(0, 40)).toEqual(["png", 1200, 630])
    }
  })

  it("shows its words: other words are another picture, the same words the same", async () => {
    const [one, again, other] = await Promise.all(
      ["Storm", "Storm", "Calm"].map((headline) => drawShareImage(sampleCard({ headline }))),
    )
    expect(one?.equals(again ?? Buffer.alloc(0))).toBe(true)
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false)
  })
})
