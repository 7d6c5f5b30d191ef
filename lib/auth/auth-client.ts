import { db } from "@/lib/db/client"
import { hashSecret } from "@/lib/secret-token"

/**
 * The database as the sign-in library sees it. It alone gets password hashes, which every other query leaves out. And
 * it believes that sessions are kept under the token of the cookie, while they are kept under its hash: who reads the
 * database, or a backup of it, cannot take over a session.
 */
export function authClient() {
  return db().$extends({
    query: {
      account: {
        findFirst: ({ args, query }) => query(args.select ? args : { ...args, omit: { password: false } }),
        findMany: ({ args, query }) => query(args.select ? args : { ...args, omit: { password: false } }),
      },
      session: {
        async create({ args, query }) {
          const { token } = args.data
          const row = await query({ ...args, data: { ...args.data, token: hashSecret(token) } })
          return { ...row, token }
        },
        async findFirst({ args, query }) {
          const token = getToken(args.where)
          const row = await query({ ...args, where: withHash(args.where) })
          return row && token ? { ...row, token } : row
        },
        deleteMany: ({ args, query }) => query({ ...args, where: withHash(args.where) }),
      },
    },
  })
}

type Where = { token?: unknown } | undefined

function getToken(where: Where): string | null {
  const wanted = where?.token
  if (typeof wanted === "object" && wanted !== null && "equals" in wanted) return String(wanted.equals)
  return typeof wanted === "string" ? wanted : null
}

function withHash<W extends Where>(where: W): W {
  const token = getToken(where)
  return token === null ? where : { ...where, token: hashSecret(token) }
}
