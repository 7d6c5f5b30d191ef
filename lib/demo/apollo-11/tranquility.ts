import { b, doc, i, list, p, quoteBlock } from "../build-document"
import type { StoryPost } from "../story"
import { DANIEL, INES, MARIAN } from "./reporters"

/** The evening inside, until the hatch is about to open. */
export const TRANQUILITY: StoryPost[] = [
  {
    at: "1969-07-20T21:15:00Z",
    title: "Where exactly are they?",
    author: DANIEL,
    content: doc(
      p(
        "In the Sea of Tranquility, a few miles beyond the spot they aimed at. Nobody can say it better than that. Each time Columbia passes overhead, Collins searches a new patch of ground through his telescope for a glint or a shadow.",
      ),
    ),
  },
  {
    at: "1969-07-20T22:12:00Z",
    title: "They want to go out tonight",
    author: MARIAN,
    content: doc(
      p(
        "The flight plan has a rest period first. Armstrong would rather skip it and asks to go outside in about three hours, at ",
        b("01:00 UTC"),
        ", with some rest afterwards. Houston does not think about it for long: “We will support it.”",
      ),
    ),
  },
  {
    at: "1969-07-20T22:57:38Z",
    title: "A minute of quiet",
    author: INES,
    content: doc(
      p("Aldrin has a wish to everybody who is listening:"),
      quoteBlock(
        "I’d like to take this opportunity to ask every person listening in, whoever and wherever they may be, to pause for a moment and contemplate the events of the past few hours, and to give thanks in his or her own way.",
        "Buzz Aldrin",
      ),
    ),
  },
  {
    at: "1969-07-20T23:20:00Z",
    title: "Dinner on the Moon",
    author: INES,
    content: doc(
      p("The first meal that anybody eats on another world, as printed in the flight’s menu:"),
      list(["bacon squares"], ["peaches"], ["sugar cookie cubes"], ["pineapple and grapefruit drink"], ["coffee"]),
    ),
  },
  {
    at: "1969-07-21T00:20:00Z",
    title: "Getting dressed takes hours",
    author: DANIEL,
    content: doc(
      p("Two men, one cabin, and for each of them:"),
      list(
        [b("A backpack "), "with oxygen, cooling water and a radio."],
        [b("Underwear with tubes "), "through which the water runs."],
        [b("Overshoes and gloves "), "made for the heat and the cold of the surface."],
        [b("A second visor "), "with gold on it, against the sun."],
      ),
      p(
        "With suit and backpack a man weighs twice as much as without. On the Moon that is still only a third of himself.",
      ),
    ),
  },
  {
    at: "1969-07-21T01:00:00Z",
    author: MARIAN,
    content: doc(
      p(
        "It is 01:00, the hour they had hoped for, and the hatch is shut. The checklist is long, the cabin is small, and nobody in Houston tells them to hurry.",
      ),
    ),
  },
  {
    at: "1969-07-21T02:25:00Z",
    title: "Letting the air out",
    author: DANIEL,
    content: doc(
      p(
        "The cabin’s air is going out through a valve, and it goes slowly. As long as there is some left, it presses on the hatch so hard that no hand could open it. ",
        i("A tenth of a pound on each square inch is still too much."),
      ),
    ),
  },
]
