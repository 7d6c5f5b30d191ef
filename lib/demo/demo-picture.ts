import path from "node:path"

/** The story's picture, made by scripts/make-demo-picture.ts. */
export const DEMO_PICTURE = path.join(import.meta.dirname, "apollo-11", "descent.png")
