import { readActions } from "../route-inventory/built-actions"

/** Calls a server action of a running product as its own page does; returns "ok", or the code of what refused it. */
export async function callAction(url: string, door: string, input: unknown, cookie = ""): Promise<string> {
  const action = readActions().find((each) => each.door === door)
  if (!action) throw new Error(`The build has no ${door}.`)
  const response = await fetch(`${url}${action.address}`, {
    method: "POST",
    headers: {
      "next-action": action.id,
      "content-type": "text/plain;charset=UTF-8",
      "sec-fetch-site": "same-origin",
      origin: url,
      cookie,
    },
    body: JSON.stringify(input === undefined ? [] : [input]),
    redirect: "manual",
  })
  const text = await response.text()
  if (/"ok":true/.test(text) || response.headers.has("x-action-redirect")) return "ok"
  return /"code":"(\w+)"/.exec(text)?.[1] ?? `${response.status} ${text.slice(0, 200)}`
}
