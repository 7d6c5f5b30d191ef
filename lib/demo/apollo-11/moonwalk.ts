import { b, doc, embed, h, i, p, quoteBlock, steps } from "../build-document"
import type { StoryPost } from "../story"
import { DANIEL, INES, MARIAN } from "./reporters"

/** Two and a half hours outside. */
export const MOONWALK: StoryPost[] = [
  {
    at: "1969-07-21T02:39:33Z",
    title: "The hatch is open",
    author: MARIAN,
    content: doc(
      p(
        "02:39:33 UTC. Armstrong has to come out feet first, on his stomach, with a backpack that he cannot see. Aldrin talks him through: left, right, a little more.",
      ),
    ),
  },
  {
    at: "1969-07-21T02:51:16Z",
    author: MARIAN,
    content: doc(p("“Okay. Houston. I’m on the porch.” Between him and the ground: nine rungs of a ladder.")),
  },
  {
    at: "1969-07-21T02:54:00Z",
    title: "There is a picture",
    author: INES,
    content: doc(
      p(
        "Armstrong has pulled a handle that swings out a camera, and Houston has television from the Moon: grey, blurred, for the first moments upside down. Stations in California and Australia receive it.",
      ),
    ),
  },
  {
    at: "1969-07-21T02:55:38Z",
    author: MARIAN,
    content: doc(
      p(
        "He stands on the footpad. It has sunk in by an inch or two only, he says. The ground is very fine-grained, close up: “It’s almost like a powder.”",
      ),
    ),
  },
  {
    at: "1969-07-21T02:56:15Z",
    title: "A man is standing on the Moon",
    author: MARIAN,
    keyEvent: true,
    firstContent: doc(quoteBlock("That’s one small step for man, one giant leap for mankind.", "Neil Armstrong")),
    content: doc(
      quoteBlock("That’s one small step for man, one giant leap for mankind.", "Neil Armstrong"),
      p(
        b("02:56:15 UTC, 21 July 1969."),
        " His left foot was first. The dust takes the print of his boot like wet sand, and nothing here will ever blow it away.",
      ),
    ),
  },
  {
    at: "1969-07-21T03:10:00Z",
    title: "First a handful, to be safe",
    author: DANIEL,
    content: doc(
      p(
        "If they had to leave in a hurry, they should not leave without a piece of the Moon. So Armstrong’s first task is a bag of soil, scooped up with a tool on a stick and pushed into a pocket on his leg. He looks round as well:",
      ),
      quoteBlock(
        "It has a stark beauty all its own. It’s like much of the high desert of the United States.",
        "Neil Armstrong",
      ),
    ),
  },
  {
    at: "1969-07-21T03:15:16Z",
    title: "Now there are two: Aldrin is down",
    author: MARIAN,
    keyEvent: true,
    content: doc(
      p(
        "He partly closes the hatch behind him, “making sure not to lock it on my way out”. “A particularly good thought,” says Armstrong. Then Aldrin turns round.",
      ),
      quoteBlock("Magnificent desolation.", "Buzz Aldrin"),
    ),
  },
  {
    at: "1969-07-21T03:24:00Z",
    title: "What the plaque says",
    author: INES,
    content: doc(
      p("It sits on the leg with the ladder, the part of Eagle that stays. Armstrong reads it out:"),
      quoteBlock(
        "Here men from the planet Earth first set foot upon the Moon, July 1969 A.D. We came in peace for all mankind.",
        "Plaque on the descent stage",
      ),
    ),
  },
  {
    at: "1969-07-21T03:32:00Z",
    title: "The moonwalk, restored",
    author: INES,
    content: doc(
      p(
        "The camera now stands on the ground some way off and shows all of Eagle. NASA has since published the whole of the television pictures, cleaned up frame by frame:",
      ),
      embed("https://www.youtube.com/watch?v=S9HdPi9Ikhk"),
    ),
  },
  {
    at: "1969-07-21T03:36:00Z",
    author: DANIEL,
    content: doc(
      p(
        "The first experiment is a sheet of aluminium foil on a pole, made in Switzerland. Aldrin turns it to the sun. It catches what the sun blows out, and goes home rolled up.",
      ),
    ),
  },
  {
    at: "1969-07-21T03:41:43Z",
    title: "The flag is up",
    author: MARIAN,
    content: doc(
      p(
        "A rod along its upper edge holds it out, for there is no wind to do that. The pole goes in a few inches, no more; below the powder, the ground is hard.",
      ),
    ),
  },
  {
    at: "1969-07-21T03:45:00Z",
    title: "How to walk here",
    author: INES,
    content: doc(
      p("Aldrin tries it out for the people who will come later, up and down before the camera:"),
      steps(
        ["Lean ", i("forward"), " to set off; your weight is somewhere else than you think."],
        ["Think two or three steps ahead before you stop or turn."],
        ["Hop like a kangaroo if you like. It works, but an ordinary lope gets you further."],
      ),
    ),
  },
  {
    at: "1969-07-21T03:48:30Z",
    title: "A call from the White House",
    author: MARIAN,
    keyEvent: true,
    content: doc(
      p("Both men stop where they are and face the camera. President Nixon is on the line:"),
      quoteBlock("Because of what you have done, the heavens have become a part of man’s world.", "Richard Nixon"),
      p(
        "It is an honour and a privilege to be there, Armstrong answers, for the United States and for people of all nations.",
      ),
    ),
  },
  {
    at: "1969-07-21T04:40:00Z",
    title: "Two instruments stay behind",
    author: DANIEL,
    content: doc(
      p("Aldrin has carried them from Eagle’s side to a level place, one in each hand."),
      h("A seismometer"),
      p("It feels the Moon tremble, and for the time being two men walking about."),
      h("A mirror"),
      p(
        "It throws back laser light from Earth, so that the distance between the two can be measured to within centimetres. It needs no power and can go on for decades.",
      ),
      p("Houston has given them 15 minutes more than planned."),
    ),
  },
  {
    at: "1969-07-21T05:02:00Z",
    author: INES,
    content: doc(
      p(
        "Aldrin is back inside. Now the harvest goes up: two boxes of rock and soil, pulled along a strap like washing on a line.",
      ),
    ),
  },
  {
    at: "1969-07-21T05:11:13Z",
    title: "The hatch is shut again",
    author: MARIAN,
    keyEvent: true,
    content: doc(
      p(
        "05:11:13 UTC. Armstrong and Aldrin were outside, hatch open to hatch shut, for ",
        b("2 hours, 31 minutes and 40 seconds"),
        ".",
      ),
    ),
  },
]
