import { z } from "zod"
import { oembedSchema } from "@/lib/feeds/oembed"
import { publicPostsSchema } from "@/lib/posts/read-public-posts"
import { siteUrl } from "@/lib/site"
import { editSiteSchema } from "@/lib/site-settings/settings-schema"
import {
  blogAnswer,
  blogsAnswer,
  errorAnswer,
  mediaAnswer,
  postAnswer,
  postsAnswer,
  publicPostsAnswer,
  siteAnswer,
} from "./api-answers"
import {
  apiCreateBlogSchema,
  apiCreatePostSchema,
  apiEditBlogSchema,
  apiEditPostSchema,
  apiListPostsSchema,
} from "./api-schema"

type Json = Record<string, unknown>
type Operation = {
  id: string
  summary: string
  /** Name of the schema of the body that is sent. */
  sends?: SchemaName | "Picture"
  query?: z.ZodObject
  /** Headers besides the token. */
  headers?: ("Idempotency-Key" | "If-Match")[]
  status?: 200 | 201 | 204
  answers?: SchemaName | "json" | "text/html" | "text/event-stream"
  /** Without a token, for everyone. */
  open?: true
}

const SENT = {
  CreateBlog: apiCreateBlogSchema,
  EditBlog: apiEditBlogSchema,
  CreatePost: apiCreatePostSchema,
  EditPost: apiEditPostSchema,
  EditSite: editSiteSchema,
}
const ANSWERED = {
  Blog: blogAnswer,
  Blogs: blogsAnswer,
  Post: postAnswer,
  Posts: postsAnswer,
  PublicPosts: publicPostsAnswer,
  Media: mediaAnswer,
  Site: siteAnswer,
  Error: errorAnswer,
}
type SchemaName = keyof typeof SENT | keyof typeof ANSWERED

const cursor = z.object({
  epoch: z.string().describe("Epoch of the reader's position."),
  after: z.coerce.number().int().min(0).describe("Version of the reader's position."),
})
const embedQuery = z.object({ limit: z.coerce.number().int().min(1).max(20).optional(), post: z.string().optional() })

const BLOG = "/api/v1/blogs/{slug}"
const POST = `${BLOG}/posts/{id}`

/** Every address of the HTTP API and of what is public, by method; a test compares them with the route handlers. */
export const OPERATIONS: Record<string, Record<string, Operation>> = {
  "/api/v1/blogs": {
    get: { id: "listBlogs", summary: "Live blogs that the token may read", answers: "Blogs" },
    post: { id: "createBlog", summary: "Create a live blog", sends: "CreateBlog", status: 201, answers: "Blog" },
  },
  [BLOG]: {
    get: { id: "getBlog", summary: "One live blog", answers: "Blog" },
    patch: { id: "editBlog", summary: "Edit a live blog or its status", sends: "EditBlog", answers: "Blog" },
    delete: { id: "deleteBlog", summary: "Delete a live blog; it can be restored for 30 days", status: 204 },
  },
  [`${BLOG}/duplicate`]: {
    post: { id: "duplicateBlog", summary: "Copy a live blog without its posts", status: 201, answers: "Blog" },
  },
  [`${BLOG}/restore`]: {
    post: { id: "restoreBlog", summary: "Restore a deleted live blog", answers: "Blog" },
  },
  [`${BLOG}/posts`]: {
    get: { id: "listPosts", summary: "Posts, newest first", query: apiListPostsSchema, answers: "Posts" },
    post: {
      id: "createPost",
      summary: "Create a post",
      sends: "CreatePost",
      headers: ["Idempotency-Key"],
      status: 201,
      answers: "Post",
    },
  },
  [POST]: {
    get: { id: "getPost", summary: "One post", answers: "Post" },
    patch: {
      id: "editPost",
      summary: "Edit a post or its state",
      sends: "EditPost",
      headers: ["Idempotency-Key", "If-Match"],
      answers: "Post",
    },
    delete: { id: "deletePost", summary: "Delete a post", status: 204 },
  },
  "/api/v1/media": {
    post: { id: "uploadPicture", summary: "Upload a picture", sends: "Picture", status: 201, answers: "Media" },
  },
  "/api/v1/site": {
    get: { id: "getSite", summary: "Site settings", answers: "Site" },
    patch: {
      id: "editSite",
      summary: "Edit the site settings",
      sends: "EditSite",
      headers: ["If-Match"],
      answers: "Site",
    },
  },
  "/api/blogs/{slug}/changes": {
    get: { id: "readChanges", summary: "Public changes since a position", query: cursor, answers: "json", open: true },
  },
  "/api/blogs/{slug}/stream": {
    get: {
      id: "streamChanges",
      summary: "Public changes as server-sent events",
      query: cursor,
      answers: "text/event-stream",
      open: true,
    },
  },
  "/{slug}/posts.json": {
    get: {
      id: "readPublicPosts",
      summary: "Public posts, newest first, and the position that readChanges goes on from",
      query: publicPostsSchema,
      answers: "PublicPosts",
      open: true,
    },
  },
  "/{slug}/fragment": {
    get: {
      id: "readFragment",
      summary: "Newest posts as HTML for other servers",
      query: embedQuery,
      answers: "text/html",
      open: true,
    },
  },
  "/api/oembed": {
    get: {
      id: "readOembed",
      summary: "A live blog or post as oEmbed",
      query: oembedSchema,
      answers: "json",
      open: true,
    },
  },
  "/api/openapi.json": {
    get: { id: "readOpenapi", summary: "This description", answers: "json", open: true },
  },
}

let made: string | null = null

/** The description of the HTTP API as OpenAPI 3.1, from the schemas that check what is sent. Made once. */
export function openapiDocument(): string {
  made ??= JSON.stringify(describeApi())
  return made
}

function describeApi(): Json {
  const components: Json = {}
  for (const [name, schema] of Object.entries(SENT)) addSchema(components, name, schema, "input")
  for (const [name, schema] of Object.entries(ANSWERED)) addSchema(components, name, schema, "output")
  return {
    openapi: "3.1.1",
    info: { title: "Live blog HTTP API", version: "1" },
    servers: [{ url: siteUrl() }],
    security: [{ token: [] }],
    paths: Object.fromEntries(
      Object.entries(OPERATIONS).map(([address, methods]) => [
        address,
        Object.fromEntries(Object.entries(methods).map(([method, each]) => [method, describeOperation(address, each)])),
      ]),
    ),
    components: {
      schemas: components,
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "An API token of the desk." } },
    },
  }
}

function describeOperation(
  address: string,
  { id, summary, sends, query, headers = [], status = 200, answers, open }: Operation,
): Json {
  const parts = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    return { name, in: "path", required: true, schema: { type: "string" } }
  })
  const parameters = [
    ...parts,
    ...headers.map((name) => ({ name, in: "header", required: false, schema: { type: "string" } })),
    ...(query ? queryParameters(query) : []),
  ]
  return {
    operationId: id,
    summary,
    ...(open ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(sends ? { requestBody: { required: true, content: bodyOf(sends) } } : {}),
    responses: {
      [status]: { description: summary, ...(answers ? { content: contentOf(answers) } : {}) },
      default: { description: "What went wrong, and what to do", content: contentOf("Error") },
    },
  }
}

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = toSchema(query, "input")
  return Object.entries(properties).map(([name, schema]) => {
    return { name, in: "query", required: required.includes(name), schema }
  })
}

function bodyOf(name: SchemaName | "Picture"): Json {
  if (name !== "Picture") return contentOf(name)
  const binary = { type: "string", contentMediaType: "application/octet-stream" }
  const form = { type: "object", required: ["file"], properties: { file: binary, alt: { type: "string" } } }
  return { "multipart/form-data": { schema: form }, "application/octet-stream": { schema: binary } }
}

function contentOf(answers: NonNullable<Operation["answers"]>): Json {
  if (answers === "json") return { "application/json": { schema: { type: "object" } } }
  if (answers === "text/html" || answers === "text/event-stream") return { [answers]: { schema: { type: "string" } } }
  return { "application/json": { schema: { $ref: `#/components/schemas/${answers}` } } }
}

type Schema = { properties?: Record<string, unknown>; required?: string[]; $defs?: Record<string, unknown> }

function toSchema(schema: z.ZodType, io: "input" | "output"): Schema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: "any" })
  return described as Schema
}

// What a schema refers to within itself becomes a schema beside it: references count from the whole document.
function addSchema(components: Json, name: string, schema: z.ZodType, io: "input" | "output"): void {
  const text = JSON.stringify(toSchema(schema, io))
  const { $defs = {}, ...described } = JSON.parse(
    text.replaceAll("#/$defs/", `#/components/schemas/${name}-`),
  ) as Schema
  components[name] = described
  for (const [part, definition] of Object.entries($defs)) components[`${name}-${part}`] = definition
}
