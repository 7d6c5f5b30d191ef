import { a, b, doc, h, i, list, p, quoteBlock, steps } from "../build-document"
import type { StoryPost } from "../story"
import { DANIEL, INES, MARIAN } from "./reporters"

/** From the last look together to the Go for the descent. */
export const APART: StoryPost[] = [
  {
    at: "1969-07-20T17:30:00Z",
    title: "What happens today",
    author: MARIAN,
    content: doc(
      p(
        "Apollo 11 left Florida on Wednesday and has been circling the Moon since yesterday. Today two of its three men will try to land. ",
        b("Neil Armstrong"),
        " and ",
        b("Buzz Aldrin"),
        " go down in the lander ",
        i("Eagle"),
        "; ",
        b("Michael Collins"),
        " stays in orbit in ",
        i("Columbia"),
        ".",
      ),
      h("The plan, in UTC"),
      steps(
        ["Before 18:00: the two ships part."],
        ["19:08: behind the Moon, Eagle slows down and drops into a lower orbit."],
        ["20:05: the engine lights again, this time for the ground."],
        ["About 20:17: touchdown in the Sea of Tranquility."],
      ),
      p(
        "We follow every step here. NASA keeps ",
        a("a page on the mission", "https://www.nasa.gov/mission/apollo-11/"),
        ".",
      ),
    ),
  },
  {
    at: "1969-07-20T17:38:00Z",
    title: "Nobody is listening, by design",
    author: DANIEL,
    content: doc(
      p(
        "Both ships are behind the Moon, where no radio reaches. That is so for about 47 minutes of every two-hour orbit. The most delicate moves of the day happen there, and Houston learns how they went only when the ships come round again.",
      ),
    ),
  },
  {
    at: "1969-07-20T17:50:00Z",
    title: "Eagle is flying on its own",
    author: MARIAN,
    keyEvent: true,
    content: doc(
      p("The ships are back in sight, and they are two. They undocked at 17:44. Houston asks how it looks."),
      quoteBlock("The Eagle has wings.", "Neil Armstrong"),
    ),
  },
  {
    at: "1969-07-20T17:58:00Z",
    title: "A slow turn for the inspector",
    author: INES,
    content: doc(
      p(
        "Eagle turns round in front of Collins’s window so that he can see all four landing legs are out and locked. He likes what he sees, upside down or not.",
      ),
      quoteBlock(
        "I think you’ve got a fine looking flying machine there, Eagle, despite the fact you’re upside down.",
        "Michael Collins",
      ),
      p("“Somebody’s upside down,” Armstrong answers."),
    ),
  },
  {
    at: "1969-07-20T18:12:00Z",
    title: "“See you later”",
    author: MARIAN,
    content: doc(
      p(
        "At 18:11:53 Columbia fires its small thrusters and backs off, so that the two do not meet by accident. “You guys take care,” Collins had said a minute before. “See you later,” said Armstrong.",
      ),
    ),
  },
  {
    at: "1969-07-20T18:25:00Z",
    title: "One machine, two ships",
    author: DANIEL,
    content: doc(
      p("Eagle is built for a place without air, so nothing about it is smooth. It is two vehicles stacked:"),
      list(
        [
          b("Below, the descent stage: "),
          "four legs, fuel, and an engine that can be throttled. It stays on the Moon.",
        ],
        [
          b("On top, the ascent stage: "),
          "the cabin, as roomy as a telephone box for two, and an engine of its own for the way back. There is only the one.",
        ],
      ),
      p("There are no seats. Armstrong and Aldrin fly it standing up, held by straps."),
    ),
  },
  {
    at: "1969-07-20T18:50:00Z",
    title: "Go for the first burn",
    author: INES,
    content: doc(
      p(
        "Houston has looked at Eagle’s numbers and says Go for the burn that starts the way down. Like the undocking, it happens behind the Moon.",
      ),
    ),
  },
  {
    at: "1969-07-20T19:08:14Z",
    author: DANIEL,
    content: doc(
      p(
        "If all is well, Eagle’s engine is burning ",
        i("now"),
        ": half a minute, against the direction of flight. It should bring the low point of the orbit down to some 50,000 feet, about 15 kilometres. We will know in 40 minutes.",
      ),
    ),
  },
  {
    at: "1969-07-20T19:47:00Z",
    title: "Collins brings the news",
    author: MARIAN,
    content: doc(
      p("Columbia flies higher, so it comes into view first. How did the burn go?"),
      quoteBlock("Listen, babe. Everything’s going just swimmingly. Beautiful.", "Michael Collins"),
    ),
  },
  {
    at: "1969-07-20T19:52:00Z",
    title: "A bad line to Eagle",
    author: INES,
    content: doc(
      p(
        "Eagle is in sight as well, but its signal comes and goes in bursts of static. Houston has Eagle turn a little to give its antenna a better view of Earth, and asks Collins to pass messages on.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:00:08Z",
    title: "Go for powered descent",
    author: MARIAN,
    content: doc(
      p(
        "Round the room in Houston, one controller after the other says Go. The call goes up, and Eagle does not hear it. So it takes the way over the other ship:",
      ),
      quoteBlock("Eagle, this is Columbia. They just gave you a Go for powered descent.", "Michael Collins"),
    ),
  },
]
