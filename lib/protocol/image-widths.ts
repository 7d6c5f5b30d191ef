const WIDTHS = [320, 640, 1280, 1920] as const
const LARGEST = 1920
/** The stored width that bylines show, small as they are: every portrait has it. */
export const PORTRAIT_WIDTH = 320

/** The widths in which a picture of this width is stored, smallest first: never larger than the picture itself. */
export function imageWidths(width: number): number[] {
  return [...WIDTHS.filter((each) => each < width && each < LARGEST), Math.min(width, LARGEST)]
}
