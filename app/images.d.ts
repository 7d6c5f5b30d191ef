// Pictures that are imported; Next writes the same into next-env.d.ts, which is there only after a build.
/// <reference types="next/image-types/global" />
