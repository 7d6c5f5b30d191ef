"use client"

import { createContext, useContext } from "react"
import { type BlogState, STATE_WORDS, type StateWords } from "./blog-state"

const BlogStateContext = createContext<BlogState>("live")

/** The state of the blog whose desk this is. */
export const BlogStateProvider = BlogStateContext.Provider

export function useStateWords(): StateWords {
  return STATE_WORDS[useContext(BlogStateContext)]
}

/** "Publish" as this blog says it. Other names stay. */
export function stateName(name: string, words: Pick<StateWords, "publish">): string {
  return name === "Publish" ? words.publish : name
}
