import { expect, it } from "vitest"
import { imageWidths } from "@/lib/protocol/image-widths"

it.each([
  [200, [200]],
  [320, [320]],
  [321, [320, 321]],
  [1000, [320, 640, 1000]],
  [1920, [320, 640, 1280, 1920]],
  [6000, [320, 640, 1280, 1920]],
])("a picture %i pixels wide is stored in the widths %j, never larger than it is", (width, widths) => {
  expect(imageWidths(width)).toEqual(widths)
})
