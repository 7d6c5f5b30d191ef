import { describe, expect, it } from "vitest"
import { passwordSchema } from "@/lib/auth/account-schemas"
import { COMMON_PASSWORD_FINGERPRINTS } from "@/lib/auth/common-passwords"
import { requireGoodPassword } from "@/lib/auth/password"
import { isCommonPassword } from "@/lib/auth/weak-password"

const EMAIL = "ada.lovelace@newsroom.example"
const isTaken = (password: string) => {
  try {
    requireGoodPassword(passwordSchema.parse(password), EMAIL)
    return true
  } catch {
    return false
  }
}

describe("a password that many people have", () => {
  it("is refused, long as it is", () => {
    for (const password of ["123qweasdzxc", "1qaz2wsx3edc", "qwertyqwerty", "leavemealone", "finalfantasy"])
      expect([password, isTaken(password)]).toEqual([password, false])
  })

  it("is refused in capitals, with digits and signs around it, and twice in a row", () => {
    for (const password of [
      "LeaveMeAlone",
      "Password12345!",
      "2026Sunshine!!",
      "!!!dragon!!!!!!1",
      "monkeymonkey",
      "FootballFootball1",
      "ｐａｓｓｗｏｒｄ１２３４５",
    ])
      expect([password, isTaken(password)]).toEqual([password, false])
  })

  it("is refused when it is only what everybody knows of the account", () => {
    for (const password of [EMAIL, "ada.lovelace2026", "RunningStory2026!", "running story 1"])
      expect([password, isTaken(password)]).toEqual([password, false])
  })

  it("is one of 8,000 marks, that no list of words can be read from", () => {
    expect(COMMON_PASSWORD_FINGERPRINTS).toMatch(/^[\w-]{48000}$/)
    expect(isCommonPassword("leavemealone")).toBe(true)
  })
})

describe("any other password", () => {
  it("is taken, whatever kinds of characters it is made of", () => {
    for (const password of [
      "a quiet evening in the newsroom",
      "correct horse battery",
      "nur kleine buchstaben",
      "ausschliesslichkleinbuchstaben",
      "83620571944026",
      "été à la plage, déjà",
      "дождь над городом утром",
      "雨が降る朝の編集室にいる人",
      "🐢🐙🐡🐌🐚🪸🦐🦑🦞🦀🐬🐳",
      "p4sted-From_a/Manager=Ykk9",
    ])
      expect([password, isTaken(password)]).toEqual([password, true])
  })

  it("has 12 to 128 characters, spaces among them", () => {
    expect(passwordSchema.safeParse("eleven char").success).toBe(false)
    expect(isTaken("three words or so, ".repeat(7).slice(0, 128))).toBe(true)
    expect(passwordSchema.safeParse("x".repeat(129)).success).toBe(false)
    // No character is cut off, so that what a password manager pasted is what is asked for.
    expect(passwordSchema.parse("  spaces at both ends  ")).toBe("  spaces at both ends  ")
  })
})
