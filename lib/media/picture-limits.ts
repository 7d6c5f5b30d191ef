/** Limits of an uploaded picture. */
export const PICTURE_LIMITS = {
  bytes: 15 * 1024 * 1024,
  pixels: 40_000_000,
  /** JPEG is made smaller while it is read; one that comes in several passes is in memory as a whole before. */
  jpegPixels: 200_000_000,
  progressivePixels: 64_000_000,
  frames: 200,
  /** WebP ends at 16,383 pixels a side; larger pictures are made smaller. */
  side: 16_383,
} as const
