import { randomBytes } from "node:crypto"
import { checkAnswer } from "../setup/api-document"
import { useServer } from "../setup/server"

export type Answer<T> = { status: number; headers: Headers; body: T }
export type ErrorBody = { error: { code: string; message: string; issues?: { path: string; message: string }[] } }
export type Post = {
  id: string
  state: string
  title: string
  version: number
  revision: number
  content: { content: unknown[] }
  publishAt: string | null
}

type Options = { token?: string | null; body?: unknown; headers?: Record<string, string> }

/** Speaks the HTTP API as a program with a token does. */
export function apiClient() {
  const { url, token: known } = useServer()

  /** One request. Strings and bytes go as they are, everything else as JSON. */
  async function send<T = ErrorBody>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
    const { token = known, body, headers = {} } = options
    const raw = typeof body === "string" || body instanceof Uint8Array || body instanceof FormData
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as T }
    checkAnswer(method, path, answer.status, answer.body)
    return answer
  }

  /** A new blog of a test's own. */
  async function makeBlog(fields: Record<string, unknown> = {}): Promise<{ slug: string; path: string }> {
    const slug = `api-${randomBytes(5).toString("hex")}`
    const { status } = await send("POST", "/api/v1/blogs", { body: { slug, title: "A blog", ...fields } })
    if (status !== 201) throw new Error(`A blog could not be made: ${status}`)
    return { slug, path: `/api/v1/blogs/${slug}` }
  }

  return { url, send, makeBlog }
}

/** What of an answer says that something was refused. */
export function refusal({ status, body }: Answer<ErrorBody>): [number, string] {
  return [status, body.error.code]
}
