/*
 * Letters of other scripts in Latin ones, for addresses: as people guess them, not as scholars write
 * them. Chinese characters have no sound that a table this small could know; they are left out.
 */

const TABLES = [
  "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch",
  "ы y э e ю yu я ya є ye і i ї i ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz қ k ң n ү u ұ u һ h ө o ә a ғ g",
  "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o",
  "ا a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h",
  "و w ي y ة a ى a پ p چ ch ژ zh گ g ک k ی y ٹ t ڈ d ڑ r ے e ں n ہ h ھ h",
  "א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh ת t",
  "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch",
  "ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h",
  "ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p",
  "ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f",
  "ก k ข kh ค kh ฆ kh ง ng จ ch ฉ ch ช ch ซ s ญ y ด d ต t ถ th ท th ธ th น n บ b ป p ผ ph ฝ f พ ph ฟ f ภ ph ม m ย y",
  "ร r ล l ว w ศ s ษ s ส s ห h อ o ฮ h ณ n ฐ th ฏ t ฎ d ะ a า a ำ am ิ i ี i ึ ue ื ue ุ u ู u เ e แ ae โ o ใ ai ไ ai ั a",
  "क ka ख kha ग ga घ gha च cha छ chha ज ja झ jha ट ta ठ tha ड da ढ dha ण na त ta थ tha द da ध dha न na प pa फ pha",
  "ब ba भ bha म ma य ya र ra ल la व va श sha ष sha स sa ह ha अ a आ a इ i ई i उ u ऊ u ए e ऐ ai ओ o औ au",
  "あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to",
  "な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo や ya ゆ yu よ yo",
  "ら ra り ri る ru れ re ろ ro わ wa を o ん n が ga ぎ gi ぐ gu げ ge ご go ざ za じ ji ず zu ぜ ze ぞ zo だ da",
  "ぢ ji づ zu で de ど do ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ぁ a ぃ i ぅ u ぇ e ぉ o",
  "ß ss æ ae œ oe ø o đ d ð d þ th ł l ı i ħ h",
]
const LETTERS = new Map(
  TABLES.flatMap((table) => {
    const parts = table.split(" ")
    return parts.flatMap((letter, index) => (index % 2 === 0 ? [[letter, parts[index + 1] ?? ""] as const] : []))
  }),
)

const INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
const VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
const FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
const HANGUL = { first: 0xac00, last: 0xd7a3 }
const VIRAMA = /a\u094d/g
const VOWEL_SIGNS: [RegExp, string][] = [
  [/a?[\u093e]/g, "a"],
  [/a?[\u093f\u0940]/g, "i"],
  [/a?[\u0941\u0942]/g, "u"],
  [/a?[\u0947\u0948]/g, "e"],
  [/a?[\u094b\u094c]/g, "o"],
]

/** A text in small Latin letters and Western digits, as far as its letters have a sound here; others stay. */
export function transliterate(text: string): string {
  const small = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[ァ-ヶ]/g, toHiragana)
  let latin = ""
  for (const letter of small) latin += LETTERS.get(letter) ?? hangul(letter) ?? digit(letter) ?? letter
  for (const [sign, vowel] of VOWEL_SIGNS) latin = latin.replaceAll(sign, vowel)
  return latin
    .replaceAll(VIRAMA, "")
    .replaceAll(/(sh|ch|j)i([ゃゅょ])/g, (_, first: string, small: string) => `${first}${SMALL[small]}`)
    .replaceAll(/i([ゃゅょ])/g, (_, small: string) => `y${SMALL[small]}`)
    .replaceAll(/っ(?=([a-z]))/g, (_, next: string) => next)
    .normalize("NFKD")
    .replaceAll(/[\p{M}ーゃゅょっьъ]/gu, "")
    .replaceAll(/\p{L}/gu, (letter) => LETTERS.get(letter) ?? letter)
}

const SMALL: Record<string, string> = { ゃ: "a", ゅ: "u", ょ: "o" }

function toHiragana(letter: string): string {
  return String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60)
}

function hangul(letter: string): string | undefined {
  const code = letter.codePointAt(0) ?? 0
  if (code < HANGUL.first || code > HANGUL.last) return undefined
  const index = code - HANGUL.first
  return `${INITIALS[Math.floor(index / 588)]}${VOWELS[Math.floor((index % 588) / 28)]}${FINALS[index % 28]}`
}

/** Digits of every script stand in blocks of ten, zero first. */
function digit(letter: string): string | undefined {
  if (letter < "\u0080" || !/\p{Nd}/u.test(letter)) return undefined
  const code = letter.codePointAt(0) ?? 0
  let zero = code
  while (zero > code - 10 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(Math.min(code - zero, 9))
}
