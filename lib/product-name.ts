/** The name of this software. What readers see is the newsroom's own: lib/site-settings. */
export const PRODUCT_NAME = "Running Story"
