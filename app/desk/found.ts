import { notFound } from "next/navigation"
import { type ErrorCode, isAppError } from "@/lib/errors"

const NOT_HERE: ErrorCode[] = ["not_found", "blog_not_found", "post_not_found", "revision_not_found", "forbidden"]

/** Reads something for a page; what does not exist, or not for this person, is a 404. */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (isAppError(error) && NOT_HERE.includes(error.code)) notFound()
    throw error
  }
}
