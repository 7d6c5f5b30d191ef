/** Names of emoji that chat programs use most; the others are found by the name of their picture. */
const NAMES =
  "tada 🎉 smile 😄 smiley 😃 grinning 😀 joy 😂 rofl 🤣 laughing 😆 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊 heart_eyes 😍 kissing_heart 😘 thinking_face 🤔 thinking 🤔 neutral_face 😐 cry 😢 sob 😭 angry 😠 rage 😡 scream 😱 flushed 😳 sweat_smile 😅 sunglasses 😎 pray 🙏 clap 👏 wave 👋 raised_hands 🙌 muscle 💪 ok_hand 👌 point_right 👉 point_left 👈 point_up ☝️ point_down 👇 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 eyes 👀 fire 🔥 rocket 🚀 100 💯 star ⭐ sparkles ✨ heart ❤️ broken_heart 💔 warning ⚠️ rotating_light 🚨 white_check_mark ✅ heavy_check_mark ✔️ x ❌ exclamation ❗ question ❓ bulb 💡 memo 📝 mega 📣 loudspeaker 📢 bell 🔔 calendar 📅 camera 📷 tv 📺 newspaper 📰 ballot_box_with_ballot 🗳️ soccer ⚽ football 🏈 basketball 🏀 trophy 🏆 first_place_medal 🥇 confetti_ball 🎊 party_popper 🎉 partying_face 🥳 skull 💀 see_no_evil 🙈 coffee ☕ beer 🍺 sunny ☀️ cloud ☁️ umbrella ☔ snowflake ❄️ zap ⚡ ocean 🌊 earth_africa 🌍 red_circle 🔴 large_blue_circle 🔵 arrow_right ➡️ arrow_up ⬆️ arrow_down ⬇️ de 🇩🇪 us 🇺🇸 fr 🇫🇷 gb 🇬🇧"
const NAMED = new Map([...NAMES.matchAll(/(\S+) (\S+)/g)].map(([, name = "", emoji = ""]) => [name, emoji]))
const EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\d#*]\ufe0f?\u20e3|[\u200d\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}])+$/u
const SHORT_NAME = /^:([+\w-]{1,60}):(?::skin-tone-\d:)?$/
const BY_CODE = /(?:^|[/_-])u?([0-9a-f]{4,5}(?:[-_][0-9a-f]{4,5}){0,9})(?:@\dx)?\.(?:png|svg|gif|webp)/i

/** The emoji that a program put into a text as a picture; null: it is a picture. */
export function emojiOfPicture(picture: Element): string | null {
  const attribute = (name: string) => picture.getAttribute(name)?.trim() ?? ""
  const given = [
    "data-emoji",
    "data-plain-text",
    "alt",
    "data-stringify-emoji",
    "data-stringify-text",
    "aria-label",
    "title",
    "data-id",
  ].map(attribute)
  const emoji = given.find((each) => EMOJI.test(each))
  if (emoji) return emoji
  const short = given.map((each) => SHORT_NAME.exec(each)).find(Boolean)
  const isEmoji =
    short !== undefined ||
    /emoji|emoticon/i.test(
      `${attribute("class")} ${attribute("src")} ${attribute("itemtype")} ${attribute("data-stringify-type")}`,
    )
  if (!isEmoji) return null
  const known = short?.[1] ? NAMED.get(short[1].toLowerCase()) : undefined
  return known ?? decodeName(attribute("src")) ?? short?.[0] ?? (attribute("alt") || null)
}

// "1f1fa-1f1e6.png" is how most programs name the picture of an emoji.
function decodeName(source: string): string | null {
  const codes = source.startsWith("data:") ? undefined : BY_CODE.exec(source)?.[1]
  if (!codes) return null
  const points = codes.split(/[-_]/).map((code) => Number.parseInt(code, 16))
  const text = points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : ""
  return EMOJI.test(text) ? text : null
}

/** The formula behind the picture or the MathML of one, on one line. */
export function formulaText(element: Element): string {
  const tex =
    element.getAttribute("alttext") ??
    element.querySelector("annotation[encoding*='tex' i]")?.textContent ??
    (element.localName === "img" ? element.getAttribute("alt") : null)
  if (tex !== null)
    return tex
      .trim()
      .replace(/^\{\\(?:display|text)style\s*([\s\S]*)\}$/, "$1")
      .trim()
  return linear(element)
}

function linear(element: Element): string {
  const parts = [...element.children].filter((each) => !each.localName.startsWith("annotation"))
  const [first = "", second = "", third = ""] = parts.slice(0, 3).map(linear)
  const group = (words: string) => (words.length > 1 ? `(${words})` : words)
  switch (element.localName) {
    case "mfrac":
      return `${group(first)}/${group(second)}`
    case "msup":
      return `${first}^${group(second)}`
    case "msub":
      return `${first}_${group(second)}`
    case "msubsup":
      return `${first}_${group(second)}^${group(third)}`
    case "msqrt":
      return `√${group(parts.map(linear).join(""))}`
    default:
      return parts.length > 0 ? parts.map(linear).join("") : (element.textContent ?? "").trim()
  }
}

/** Measures readers of mail, or keeps a place: no picture that anyone looks at. */
export function isInvisiblePicture(picture: Element): boolean {
  return ["width", "height"].some((name) => /^[0-3](px)?$/.test(picture.getAttribute(name)?.trim() ?? ""))
}

const DATA = /^data:(image\/(?:png|jpeg|jpg|gif|webp|avif|heic));base64,([\s\S]+)$/i

/** A picture whose bytes stand in the text itself; null: they are elsewhere. */
export function fileOfPicture(source: string, name: string): File | null {
  const [, type, data] = DATA.exec(source) ?? []
  if (!type || !data) return null
  try {
    const bytes = Uint8Array.from(atob(data.replaceAll(/\s/g, "")), (sign) => sign.charCodeAt(0))
    return new File([bytes], name, { type: type.toLowerCase().replace("/jpg", "/jpeg") })
  } catch {
    return null
  }
}
