import { randomBytes, randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import path from "node:path"
import type { PostDocument } from "@/lib/content/document"
import { excerpt } from "@/lib/content/written-text"
import { paths } from "@/lib/paths"
import { withPicture } from "./build-document"
import { DEMO_PICTURE } from "./demo-picture"
import { type HttpApi, isRefused } from "./http-api"
import { paceStory } from "./pace"
import type { Story, StoryPost } from "./story"

/** Posts after which a slip of the desk is noticed. */
const MIN_FAILURES_TO_REPORT = 2
const LINE_CHARACTERS = 70

type Replay = {
  api: HttpApi
  story: Story
  speed: number
  /** Ends the telling; the blog is ended properly all the same. */
  signal: AbortSignal
  say: (line: string) => void
  /** Puts a blog's path to the address at which readers find it. */
  address: (path: string) => string
}
type Media = { id: string; width: number; height: number }
type Fix = { before: number; line: string; run: () => Promise<unknown> }

/**
 * Tells a story live, through the HTTP API, into a new blog, with the slips and corrections of a real desk. Returns when
 * it is told, or soon after `signal`; in both cases the blog is ended.
 */
export async function replayStory({ api, story, speed, signal, say, address }: Replay): Promise<{ slug: string }> {
  const slug = `${story.slug}-live-${randomBytes(3).toString("hex")}`
  const { title, summary } = story
  const json = { slug, title: `${title} (replay)`, summary }
  await api({ method: "POST", path: "/blogs", json }).catch(ignoreTaken)
  say(`Open it in a browser and watch:  ${address(paths.blog(slug))}\n`)
  try {
    await tell({ api, slug, story, speed, signal, say })
  } finally {
    await api({ method: "PATCH", path: `/blogs/${slug}`, json: { status: "ended" } })
  }
  return { slug }
}

// Nobody else has this random address: it is taken when the first try arrived and only its answer was lost.
function ignoreTaken(error: unknown): void {
  if (!(isRefused(error) && error.status === 409)) throw error
}

async function tell({ api, slug, story, speed, signal, say }: Omit<Replay, "address"> & { slug: string }) {
  const picture = await uploadPicture(api)
  const pauses = paceStory(
    story.posts.map((post) => post.at),
    speed,
  )
  const fixes: Fix[] = []
  for (const [index, post] of story.posts.entries()) {
    await pause(pauses[index] ?? 0, signal)
    if (signal.aborted) return
    for (const fix of fixes.filter((each) => each.before === index)) {
      await fix.run()
      say(fix.line)
    }
    const fix = await publish(api, slug, post, picture)
    say(`${post.at.slice(11, 19)}  ${headline(post)}${post.keyEvent ? "  (key event)" : ""}`)
    if (fix) fixes.push({ ...fix, before: index + MIN_FAILURES_TO_REPORT })
  }
}

/** Publishes a post, and returns what will have to be put right about it. */
async function publish(
  api: HttpApi,
  slug: string,
  post: StoryPost,
  picture: Media,
): Promise<Omit<Fix, "before"> | null> {
  const words = (document: PostDocument) => withPicture(document, picture)
  const { title = "", keyEvent = false, pinned = false, author, content, firstContent, withdrawn } = post
  const made = await api<{ id: string; revision: number }>({
    method: "POST",
    path: `/blogs/${slug}/posts`,
    headers: { "idempotency-key": randomUUID() },
    json: { title, keyEvent, pinned, author, content: words(firstContent ?? content) },
  })
  const change = (json: unknown) => () =>
    api({
      method: "PATCH",
      path: `/blogs/${slug}/posts/${made.id}`,
      headers: { "if-match": `"${made.revision}"` },
      json,
    })
  if (withdrawn) return { line: `  hidden:    ${headline(post)}`, run: change({ state: "hidden" }) }
  if (firstContent) return { line: `  completed: ${headline(post)}`, run: change({ content: words(content) }) }
  return null
}

async function uploadPicture(api: HttpApi): Promise<Media> {
  const form = new FormData()
  form.set("file", new Blob([await readFile(DEMO_PICTURE)], { type: "image/png" }), path.basename(DEMO_PICTURE))
  return api<Media>({ method: "POST", path: "/media", form })
}

function headline({ title, content }: StoryPost): string {
  return title ?? excerpt(content, LINE_CHARACTERS)
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || milliseconds <= 0) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener("abort", done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener("abort", done)
  })
}
