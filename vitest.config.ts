import path from "node:path"
import { defineConfig } from "vitest/config"

const resolve = { alias: { "@": path.resolve(".") } }

export default defineConfig({
  resolve,
  test: {
    // Tests wait more than they work: two at a time, on databases of their own, also where there are but two cores.
    maxWorkers: 2,
    projects: [
      {
        resolve,
        test: {
          name: "lib",
          include: ["tests/unit/**/*.test.{ts,tsx}", "tests/db/**/*.test.ts"],
          globalSetup: ["tests/setup/postgres.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "api",
          include: ["tests/api/**/*.test.ts"],
          globalSetup: ["tests/setup/product-for-vitest.ts"],
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
