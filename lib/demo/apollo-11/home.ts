import { a, b, doc, embed, i, list, p, quoteBlock, steps } from "../build-document"
import type { StoryPost } from "../story"
import { DANIEL, INES, MARIAN } from "./reporters"

/** A short night, the way up, and the two ships together. */
export const HOME: StoryPost[] = [
  {
    at: "1969-07-21T07:38:00Z",
    title: "Out with everything that is not needed",
    author: INES,
    content: doc(
      p(
        "The hatch was open once more, for backpacks, overshoes and rubbish: Eagle must be light. The seismometer outside felt both backpacks hit the ground, and a scientist in Houston saw it on his chart.",
      ),
    ),
  },
  {
    at: "1969-07-21T08:20:00Z",
    title: "A broken switch",
    author: DANIEL,
    content: doc(
      p(
        "One thing before they try to sleep: the end of a circuit breaker has snapped off, probably against a backpack. It is the one that arms the engine for ",
        b("the way up"),
        ". Houston has the night to think about it.",
      ),
    ),
  },
  {
    at: "1969-07-21T13:44:00Z",
    title: "The third man",
    author: MARIAN,
    content: doc(
      p(
        "Collins has been alone with Columbia for most of a day, and each time behind the Moon more alone than anybody else alive. Mission Control’s commentator puts it this way:",
      ),
      quoteBlock(
        "Not since Adam has any human known such solitude as Mike Collins is experiencing during this 47 minutes of each lunar revolution.",
        "Mission Control, public affairs",
      ),
    ),
  },
  {
    at: "1969-07-21T15:13:00Z",
    author: INES,
    content: doc(
      p(
        "Good morning, Tranquility Base. Armstrong slept on the cover of the engine, Aldrin on the floor. Both were cold, and neither slept much.",
      ),
    ),
  },
  {
    at: "1969-07-21T15:50:00Z",
    title: "Another visitor crashes",
    author: DANIEL,
    content: doc(
      p(
        "The Soviet probe ",
        i("Luna 15"),
        ", in orbit round the Moon since before Apollo 11 came, tried to land at about 15:50 UTC. It has hit the surface, hundreds of miles from Eagle. The radio telescope at Jodrell Bank in England was listening.",
      ),
    ),
  },
  {
    at: "1969-07-21T17:50:00Z",
    title: "First in line",
    author: MARIAN,
    content: doc(
      p("The stump of the breaker is in: Aldrin has pushed it home with a pen. Houston clears Eagle for take-off."),
      quoteBlock("Roger. Understand. We’re number one on the runway.", "Buzz Aldrin"),
    ),
  },
  {
    at: "1969-07-21T17:54:00Z",
    title: "Lift-off from the Moon",
    author: MARIAN,
    keyEvent: true,
    content: doc(
      p(
        "The engine lit at 17:54:00 UTC, at the first try. The lower half of Eagle was the launch pad and stays where it is. They were on the Moon for ",
        b("21 hours and 36 minutes"),
        ".",
      ),
    ),
  },
  {
    at: "1969-07-21T18:01:15Z",
    title: "Seven minutes later: orbit",
    author: INES,
    content: doc(
      p(
        "The engine has done all that was asked of it and is off. Eagle is circling the Moon below and behind Columbia.",
      ),
    ),
  },
  {
    at: "1969-07-21T18:20:00Z",
    title: "How to catch up",
    author: DANIEL,
    content: doc(
      p("In orbit, whoever is lower is faster. The rest of the chase is patience:"),
      steps(
        [b("18:52 "), "Eagle makes its orbit round, below Columbia’s."],
        [b("19:50 "), "It trims the distance in height to an even one."],
        [b("20:36 "), "It sets out upwards, to arrive where Columbia will be."],
        [b("21:35 "), "The two dock, if all goes well."],
      ),
    ),
  },
  {
    at: "1969-07-21T21:35:00Z",
    title: "Docked",
    author: MARIAN,
    keyEvent: true,
    content: doc(
      p(
        "21:35:00 UTC. There was a jolt and a swing as the latches were about to close; Collins steered against it, and now the two ships are one again. He has company for the first time in almost 28 hours.",
      ),
    ),
  },
  {
    at: "1969-07-21T23:20:00Z",
    title: "All three together",
    author: INES,
    content: doc(
      p("Armstrong and Aldrin are back in Columbia. What they brought along:"),
      list(
        ["two sealed boxes with the first rocks from another world, and the bag from the first minutes"],
        ["the sheet of foil with what it caught of the sun"],
        ["film, and fine grey dust in every fold"],
      ),
    ),
  },
  {
    at: "1969-07-21T23:41:31Z",
    title: "Farewell, Eagle",
    author: DANIEL,
    content: doc(
      p(
        "It has done its work and is let go, in orbit round the Moon. Next: Columbia’s engine, at 04:55 UTC, and home.",
      ),
    ),
  },
  {
    at: "1969-07-21T23:55:00Z",
    title: "The landing in short",
    author: MARIAN,
    pinned: true,
    content: doc(
      p("This page is closed; the crew is on its way. What you should know if you have one minute:"),
      list(
        [
          b("20:17:40 UTC, 20 July: "),
          "Eagle lands in the Sea of Tranquility, after five computer alarms and a detour.",
        ],
        [b("02:56:15, 21 July: "), "Neil Armstrong steps down. Buzz Aldrin follows 19 minutes later."],
        [b("17:54:00: "), "they lift off, after 21 hours and 36 minutes on the ground."],
        [b("21:35:00: "), "they dock with Michael Collins in Columbia."],
      ),
      p(
        "All words in quotation marks were spoken that day. Read or hear the whole of it in the ",
        a("Apollo 11 Lunar Surface Journal", "https://www.nasa.gov/history/alsj/a11/a11.landing.html"),
        ", or begin with NASA’s page on the mission:",
      ),
      embed("https://www.nasa.gov/mission/apollo-11/"),
    ),
  },
]
