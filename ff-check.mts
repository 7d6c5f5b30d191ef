import { spawnSync } from "node:child_process"
import { startProduct } from "./tests/setup/product"
import { storyOf } from "./tests/e2e/fixtures"
import { hostileDocument, hostileFields } from "./tests/security/hostile-post"
import { PAYLOADS } from "./tests/security/payloads"
// @ts-ignore
const ff = await import("/tmp/trust/ff-bidi.mjs")
const product = await startProduct()
try {
  const story = storyOf(product)
  const words = PAYLOADS.filter((each) => !each.includes("\0"))
  const blog = await story.createBlog({ title: words[0], summary: words[80], publisher: "sse" })
  for (let at = 0; at < words.length; at += 24) {
    const some = words.slice(at, at + 24)
    const blocks = some.flatMap((each) => hostileDocument(each, "").content).filter(({ type }) => type !== "image" && type !== "gallery")
    await story.createPost(blog, { title: hostileFields(some[0] ?? "").title, content: { type: "doc", content: blocks } })
  }
  console.log("filled")
  const look = async (path: string) => {
    await ff.go(product.url + path)
    const seen = await ff.json("{v: window.__v, ran: window.__ran, h: document.querySelector('h1')?.textContent?.slice(0,60), scripts: document.scripts.length}")
    console.log(path, JSON.stringify(seen))
  }
  await look("/")
  await look(blog.path)
  await story.createPost(blog, { text: "Arrived in Firefox" })
  const until = Date.now() + 30000
  let there = false
  while (!there && Date.now() < until) { there = await ff.json("document.body.innerText.includes('Arrived in Firefox')"); await new Promise((r) => setTimeout(r, 300)) }
  console.log("live update arrived:", there, JSON.stringify(await ff.json("{v: window.__v, ran: window.__ran}")))
  await ff.evaluate("document.body.insertAdjacentHTML('beforeend','<img src=x onerror=alert(1)><svg onload=alert(2)>'); new Promise(r => setTimeout(r, 1500))")
  console.log("put in by hand:", JSON.stringify(await ff.json("{v: window.__v, ran: window.__ran}")))
  const made = spawnSync(process.execPath, ["--import", "tsx", "scripts/create-admin.ts", "--email", "anna@example.org", "--name", "Anna"], { env: { ...process.env, DATABASE_URL: "", DATA_DIR: product.dataDir }, input: "a quiet evening in the newsroom\n", encoding: "utf8" })
  console.log("admin", made.status, made.stderr.slice(-200))
  await look("/login")
  await ff.evaluate(`(() => { const set = (e, v) => { Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(e, v); e.dispatchEvent(new Event("input", { bubbles: true })) }; const [mail, pass] = [document.querySelector("input[type=email]"), document.querySelector("input[type=password]")]; set(mail, "anna@example.org"); set(pass, "a quiet evening in the newsroom"); document.querySelector("form button[type=submit]").click() })()`)
  const end = Date.now() + 30000
  while (Date.now() < end && !(await ff.json("location.pathname").catch(() => "")).startsWith("/desk")) await new Promise((r) => setTimeout(r, 300))
  await look("/desk")
  await look(`/desk/blogs/${blog.id}`)
  await new Promise((r) => setTimeout(r, 4000))
  console.log("desk:", JSON.stringify(await ff.json("{v: window.__v, ran: window.__ran, editor: !!document.querySelector('[contenteditable=true]'), cards: document.querySelectorAll('article').length}")))
  console.log("log:", JSON.stringify([...new Set(ff.logs as string[])].slice(0, 30), null, 1))
} finally {
  await ff.close()
  await product.stop()
}
process.exit(0)
