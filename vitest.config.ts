import path from "node:path"
import { defineConfig } from "vitest/config"

// The long run (`npm run security`) does ten times as much and more in one test.
const LONG_MS = process.env.SECURITY === "long" ? 1_200_000 : 0

const resolve = { alias: { "@": path.resolve(".") } }

export default defineConfig({
  resolve,
  test: {
    // Tests wait more than they work: three at a time, on databases of their own, also where there are but two cores.
    maxWorkers: 3,
    projects: [
      {
        resolve,
        test: {
          name: "lib",
          include: ["tests/unit/**/*.test.{ts,tsx}", "tests/db/**/*.test.ts"],
          globalSetup: ["tests/setup/postgres.ts"],
          testTimeout: Math.max(60_000, LONG_MS),
          hookTimeout: Math.max(60_000, LONG_MS),
        },
      },
      {
        resolve,
        test: {
          name: "api",
          include: ["tests/api/**/*.test.ts"],
          globalSetup: ["tests/setup/product-for-vitest.ts"],
          testTimeout: Math.max(120_000, LONG_MS),
          hookTimeout: Math.max(240_000, LONG_MS),
        },
      },
    ],
  },
})
