// Pictures that are imported; Next writes the same into next-env.d.ts, which is there only after a build.
/// <reference types="next/image-types/global" />

/** A font file, as its address (next.config.js). */
declare module "*.woff2?address" {
  const address: string
  export default address
}
