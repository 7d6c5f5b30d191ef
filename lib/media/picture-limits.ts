/** Limits of an uploaded picture. */
export const PICTURE_LIMITS = {
  bytes: 15 * 1024 * 1024,
  pixels: 40_000_000,
  frames: 200,
  /** WebP ends at 16,383 pixels a side; larger pictures are made smaller. */
  side: 16_383,
} as const
