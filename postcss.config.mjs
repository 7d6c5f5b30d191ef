/**
 * A font that is not there when the words are first drawn comes with the next page instead. Swapped in later, it would move
 * lines under the reader's eyes: the stand-ins take the same room on average (app/stand-in-fonts.css), not for every line.
 */
const optionalFonts = {
  postcssPlugin: "optional-fonts",
  Declaration: {
    "font-display": (declaration) => {
      if (declaration.value === "swap") declaration.value = "optional"
    },
  },
}

export default { plugins: ["@tailwindcss/postcss", optionalFonts] }
