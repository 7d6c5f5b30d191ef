"use client"

import { createContext, useContext } from "react"
import { AUDIENCE_WORDS, type AudienceWords, type BlogAudience } from "./blog-audience"

const BlogAudienceContext = createContext<BlogAudience>("live")

/** The state of the blog whose desk this is. */
export const BlogAudienceProvider = BlogAudienceContext.Provider

export function useAudienceWords(): AudienceWords {
  return AUDIENCE_WORDS[useContext(BlogAudienceContext)]
}

/** "Publish" as this blog says it. Other names stay. */
export function stateName(name: string, words: Pick<AudienceWords, "publish">): string {
  return name === "Publish" ? words.publish : name
}
