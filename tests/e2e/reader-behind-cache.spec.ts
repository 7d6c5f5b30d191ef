import { startCountingOrigin } from "../setup/counting-origin"
import { startNginx } from "../setup/nginx"
import { expect, test } from "./fixtures"

// At the end the cache goes, and what the page still loads from it comes to nothing.
test.use({ expectedErrors: [/50[24]|ERR_CONNECTION_/] })

test("while the newsroom cannot be reached, the cache still has the page, and the page says that it is old", async ({
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "The last thing that was heard.", title: "Before the outage" })
  const origin = await startCountingOrigin(process.env.E2E_URL ?? "")
  const cache = await startNginx("deploy/nginx-cdn.conf", { 3000: origin.port })
  try {
    await page.goto(`${cache.url}${blog.path}`)
    await expect(page.getByText("Live", { exact: true })).toBeVisible()
    await origin.goAway()
    await page.reload()
    await expect(page.getByRole("article", { name: "Before the outage" })).toBeVisible()
    await expect(page.getByText(/Reconnecting, last update at \d\d:\d\d/)).toBeVisible()

    await story.createPost(blog, { text: "Heard again.", title: "After the outage" })
    await origin.comeBack()
    await expect(page.getByRole("article", { name: "After the outage" })).toBeVisible()
    await expect(page.getByText("Live", { exact: true })).toBeVisible()
  } finally {
    await cache.stop()
    await origin.goAway()
  }
})
