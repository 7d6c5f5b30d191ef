import type { Story } from "../story"
import { APART } from "./apart"
import { HOME } from "./home"
import { LANDING } from "./landing"
import { MOONWALK } from "./moonwalk"
import { TRANQUILITY } from "./tranquility"

/** 20 and 21 July 1969, told as a live blog of today would have told it. */
export const APOLLO_11: Story = {
  slug: "apollo-11",
  language: "en-GB",
  title: "Apollo 11: the landing, as it happened",
  summary:
    "Two men land on the Moon, go for a walk and come back: every step from undocking to docking, at the minute it happened. All times are UTC.",
  posts: [...APART, ...LANDING, ...TRANQUILITY, ...MOONWALK, ...HOME],
}
