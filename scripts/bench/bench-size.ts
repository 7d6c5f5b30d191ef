import { setDatabaseUrl } from "@/lib/env"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { buildApp, isBuilt } from "../lib/build-app"
import { startProduct } from "../lib/start-product"
import { fillBlog } from "./fill-blog"
import { median, printTable } from "./statistics"

const SMALL = 50
/** The same remainder as the small one, so that both first pages hold as many posts. */
const LARGE = 10_010
const ROUNDS = 120
const MAX_RATIO = 1.3

type Row = { what: string; small: number[]; large: number[]; bytes: [number, number] }

/** A blog of 10,000 posts against one of 50, in one run, request by request in turn: page, changes and long-ago page. */
export async function benchSize(): Promise<boolean> {
  if (!isBuilt()) await buildApp()
  const product = await startProduct()
  try {
    const running = await findRunning(product.dataDir)
    if (!running) throw new Error("The product does not run.")
    setDatabaseUrl(running.databaseUrl)
    const small = await fillBlog("bench-small", SMALL)
    const large = await fillBlog("bench-large", LARGE)
    const changes = (blog: typeof small, behind: number) =>
      `${product.url}/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=${blog.version - behind}`
    const rows = [
      await compare("page", [`${product.url}/${small.slug}`, `${product.url}/${large.slug}`]),
      await compare("changes, nothing new", [changes(small, 0), changes(large, 0)]),
      await compare("changes, one post", [changes(small, 1), changes(large, 1)]),
    ]
    const table = rows.map(toCells)
    printTable(["request", `${SMALL} posts, ms`, `${LARGE} posts, ms`, "ratio", "bytes"], table)
    const held = rows.every((row) => median(row.large) <= median(row.small) * MAX_RATIO)
    console.log(held ? `All within ${MAX_RATIO} of the small blog.` : `NOT within ${MAX_RATIO} of the small blog.`)
    return held
  } finally {
    await product.stop()
  }
}

async function compare(what: string, [small, large]: [string, string]): Promise<Row> {
  const row: Row = { what, small: [], large: [], bytes: [0, 0] }
  for (let round = -10; round < ROUNDS; round += 1) {
    const first = await time(small)
    const second = await time(large)
    row.bytes = [first.bytes, second.bytes]
    // The first rounds only warm up.
    if (round < 0) continue
    row.small.push(first.ms)
    row.large.push(second.ms)
  }
  return row
}

async function time(url: string): Promise<{ ms: number; bytes: number }> {
  const start = performance.now()
  const response = await fetch(url)
  const body = await response.arrayBuffer()
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return { ms: performance.now() - start, bytes: body.byteLength }
}

function toCells({ what, small, large, bytes }: Row): string[] {
  const [a, b] = [median(small), median(large)]
  return [what, a.toFixed(2), b.toFixed(2), (b / a).toFixed(2), bytes.join(" / ")]
}
