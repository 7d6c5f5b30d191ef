import { expect, it, vi } from "vitest"
import { readMigrations } from "@/lib/db/migrate"
import { checkReady } from "@/lib/server/readiness"

vi.mock("@/lib/db/migrate", () => ({ readMigrations: vi.fn(async () => []) }))
vi.mock("@/lib/realtime/broker", () => ({
  isListening: () => true,
  canListen: () => true,
  listenAttempted: async () => {},
}))
vi.mock("@/lib/db/client", () => ({ db: () => ({ $queryRaw: async () => [] }) }))

it("a disk that fails once is asked again, and from then on never more", async () => {
  vi.mocked(readMigrations).mockRejectedValueOnce(new Error("EIO: i/o error, scandir"))
  await expect(checkReady()).rejects.toThrow("EIO")
  expect(await checkReady()).toMatchObject({ database: true, migrations: true })
  await checkReady()
  expect(readMigrations).toHaveBeenCalledTimes(2)
})
