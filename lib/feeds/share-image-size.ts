/** Pixels of the pictures that stand for a page where its address is shared: what all networks show uncropped. */
export const SHARE_IMAGE_SIZE = { width: 1200, height: 630 } as const
