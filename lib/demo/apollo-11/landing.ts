import { b, doc, i, list, p, picture, quoteBlock } from "../build-document"
import type { StoryPost } from "../story"
import { DANIEL, INES, MARIAN } from "./reporters"

/** Thirteen minutes down, and the first quarter of an hour on the ground. */
export const LANDING: StoryPost[] = [
  {
    at: "1969-07-20T20:05:05Z",
    title: "The engine is lit: this is the landing",
    author: MARIAN,
    keyEvent: true,
    content: doc(
      p(
        "Ignition at 20:05:05, at 49,971 feet by Eagle’s computer. Ten per cent of thrust for 26 seconds, then all of it. From here it ends on the Moon in about twelve and a half minutes, or in a flight back up.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:08:55Z",
    author: DANIEL,
    content: doc(
      p(
        "Until now they have flown with their faces to the ground, timing landmarks. Armstrong rolls Eagle over: the windows show the Earth, and the landing radar underneath can look for the surface.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:09:53Z",
    author: DANIEL,
    content: doc(p("The radar has found the ground. For the first time Eagle ", i("measures"), " how high it is.")),
  },
  {
    at: "1969-07-20T20:10:26Z",
    title: "“It’s a 1202”: the computer raises an alarm",
    author: MARIAN,
    keyEvent: true,
    firstContent: doc(p("An alarm in Eagle’s cabin, at about 33,500 feet. We are finding out what it means.")),
    content: doc(
      p("An alarm in Eagle’s cabin, at about 33,500 feet. Armstrong reads its number to Houston: ", b("1202"), "."),
      quoteBlock("Give us a reading on the 1202 program alarm.", "Neil Armstrong"),
      p("Eleven seconds of silence, which is long at this speed. Then Houston: “We’re Go on that alarm.”"),
    ),
  },
  {
    at: "1969-07-20T20:11:14Z",
    title: "What a 1202 is",
    author: DANIEL,
    content: doc(
      p(
        "The alarm has come a second time. It means that the computer was given more work than it can finish in time. It drops what matters least, starts its jobs afresh and keeps steering. As long as it does not come all the time, they fly on.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:11:31Z",
    author: INES,
    content: doc(p("The engine throttles down, to the second when the plan has it. A good sign for all the numbers.")),
  },
  {
    at: "1969-07-20T20:13:32Z",
    title: "They can see where they are going",
    author: INES,
    content: doc(
      p(
        "At 7,400 feet a new program, ",
        b("P64"),
        ", tips Eagle upright. The landing site moves into Armstrong’s window, with marks on the glass that tell him where the computer wants to put him down.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:14:10Z",
    author: MARIAN,
    content: doc(p("“Eagle, Houston. You’re Go for landing.”")),
  },
  {
    at: "1969-07-20T20:14:25Z",
    title: "Another alarm, 3,000 feet up",
    author: MARIAN,
    content: doc(
      p("This one is called 1201. The answer is instant this time:"),
      quoteBlock("Roger. 1201 alarm. We’re Go. Same type. We’re Go.", "Charlie Duke, Mission Control"),
    ),
  },
  {
    at: "1969-07-20T20:15:20Z",
    title: "Armstrong is flying it himself",
    author: DANIEL,
    content: doc(
      p(
        "Two more 1202s, the last below 800 feet; then Armstrong takes over the controls. From about 430 feet, in ",
        b("P66"),
        ", the computer only minds the rate of descent. Eagle is hardly sinking any more. It runs ",
        i("forward"),
        ", at 58 feet a second, and nobody says why. Aldrin reads numbers, nothing else.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:16:45Z",
    author: INES,
    content: doc(p("100 feet. “Five percent. Quantity light,” says Aldrin: the fuel is down to its last part.")),
  },
  {
    at: "1969-07-20T20:17:02Z",
    author: MARIAN,
    content: doc(p(b("“60 seconds.”"), " That is what Houston counts until Eagle must land at once or break off.")),
  },
  {
    at: "1969-07-20T20:17:17Z",
    author: MARIAN,
    content: doc(p("40 feet. “Picking up some dust.”")),
  },
  {
    at: "1969-07-20T20:17:31Z",
    author: MARIAN,
    content: doc(p(b("“30 seconds.”"))),
  },
  {
    at: "1969-07-20T20:17:40Z",
    title: "“Contact light”",
    author: MARIAN,
    content: doc(
      p(
        "A probe under one of the legs has touched the ground. “Shutdown,” says Armstrong. “Okay. Engine stop,” says Aldrin.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:17:58Z",
    title: "The Eagle has landed",
    author: MARIAN,
    keyEvent: true,
    content: doc(
      quoteBlock("Houston, Tranquility Base here. The Eagle has landed.", "Neil Armstrong"),
      p(b("Two people are on the Moon."), " Touchdown was at 20:17:40 UTC. Houston needs a moment for its answer:"),
      quoteBlock(
        "We copy you on the ground. You got a bunch of guys about to turn blue. We’re breathing again. Thanks a lot.",
        "Charlie Duke, Mission Control",
      ),
    ),
  },
  {
    at: "1969-07-20T20:18:20Z",
    title: "Touchdown",
    author: INES,
    withdrawn: true,
    content: doc(p("Eagle is on the Moon. Touchdown was at 20:17:40 UTC.")),
  },
  {
    at: "1969-07-20T20:19:00Z",
    title: "Stay",
    author: DANIEL,
    content: doc(
      p(
        "No time to celebrate on board. For the first minutes they are ready to leave again at once, should a leg sink in or a tank leak. Houston checks, and gives the shortest good news of the day: ",
        b("stay"),
        ".",
      ),
    ),
  },
  {
    at: "1969-07-20T20:23:00Z",
    author: INES,
    content: doc(
      p(
        "From the doctors: Armstrong’s heart beat 110 times a minute when the engine was lit, and 156 times at touchdown.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:27:00Z",
    title: "Why it took so long",
    author: DANIEL,
    content: doc(
      p(
        "Armstrong explains “a very long final phase”. The computer was taking them right into a crater the size of a football field, with big boulders all around it. So he flew on over the rocks by hand until he had found a level place.",
      ),
    ),
  },
  {
    at: "1969-07-20T20:33:00Z",
    title: "The view",
    author: MARIAN,
    content: doc(
      p("Aldrin at his window, the first geologist’s report from the spot:"),
      quoteBlock(
        "It looks like a collection of just about every variety of shape, angularity, granularity, about every variety of rock you could find.",
        "Buzz Aldrin",
      ),
    ),
  },
  {
    at: "1969-07-20T20:45:00Z",
    title: "The descent in one picture",
    author: INES,
    content: doc(
      picture({
        alt: "Line chart of Eagle’s height over time. It starts at about 50,000 feet at 20:05 UTC, falls steadily to 7,400 feet at 20:13:32 where the approach begins, is nearly level below 400 feet from 20:15:20 on, and reaches the ground at 20:17:40. Five computer alarms are marked, two near 30,000 feet and three between 3,000 and 770 feet.",
        caption: "Twelve and a half minutes from orbit to the ground, with all five alarms.",
        credit: "Running Story, after NASA’s mission report and transcripts",
      }),
      p("What the heights show:"),
      list(
        [b("P63, braking. "), "Most of the fuel goes into losing speed, not height."],
        [b("P64, approach. "), "The crew sees the site for the first time, with four minutes to go."],
        [b("P66, landing. "), "The long flat end is Armstrong, looking for a place."],
      ),
    ),
  },
]
