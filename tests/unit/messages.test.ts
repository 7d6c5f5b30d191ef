import { describe, expect, it } from "vitest"
import { LANGUAGES, messagesFor } from "@/lib/i18n/locales"
import { interpolate, type PluralForms, plural } from "@/lib/i18n/messages"
import { directionOf } from "@/lib/i18n/text-direction"

const ENGLISH = messagesFor("en")

function isPlural(value: unknown): value is PluralForms {
  return typeof value === "object" && value !== null && "other" in value
}

/** Every sentence with its name: "embed.video", "newUpdates.one". */
function sentences(words: object): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : sentences(value).map(([inner, text]) => [`${name}.${inner}`, text]),
  )
}

const placesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe.each(Object.entries(LANGUAGES))("the words in %s", (language, words) => {
  it("say everything, with the same values in the same sentences", () => {
    const english = new Map(sentences(ENGLISH))
    for (const [name, sentence] of sentences(words)) {
      expect(sentence.trim(), name).not.toBe("")
      const [group = "", form = ""] = name.split(".")
      if (name.startsWith("when.") && name.endsWith(".one")) {
        expect(placesIn(sentence), name).toEqual(placesIn(english.get(name.replace(/one$/, "other")) ?? ""))
      } else if (!isPlural((words as Record<string, unknown>)[group])) {
        expect(placesIn(sentence), name).toEqual(placesIn(english.get(name) ?? ""))
      } else if (form === "other") {
        expect(placesIn(sentence), name).toEqual(placesIn(english.get(`${group}.other`) ?? ""))
      }
    }
  })

  it("have a form for every number", () => {
    const rules = new Intl.PluralRules(language)
    const needed = new Set(Array.from({ length: 1_000 }, (_, count) => rules.select(count)))
    for (const [name, value] of Object.entries(words)) {
      if (isPlural(value) && name !== "awayNew" && name !== "awayMore")
        expect(new Set(Object.keys(value)), name).toEqual(needed)
    }
  })
})

describe("a number in a sentence", () => {
  it.each([
    ["en", 1, "1 new update"],
    ["en", 14, "14 new updates"],
    ["de", 2, "2 neue Meldungen"],
    ["fr", 0, "0 nouvelle mise à jour"],
    ["es", 1, "1 actualización nueva"],
    ["ar", 2, "تحديثان جديدان"],
  ])("in %s: %i", (language, count, sentence) => {
    expect(plural(messagesFor(language).newUpdates, count, language)).toBe(sentence)
  })
})

it("a name in braces without a value stays, so that a mistake is seen", () => {
  expect(interpolate("{a} and {b}", { a: "x" })).toBe("x and {b}")
})

it.each([
  ["ar", "rtl"],
  ["he-IL", "rtl"],
  ["az-Arab", "rtl"],
  ["ku-Latn", "ltr"],
  ["en", "ltr"],
])("%s is written %s", (language, direction) => {
  expect(directionOf(language)).toBe(direction)
})
