/*
 * The one script of ours that stands inside readers' pages, in its two forms, as text: the policies of these pages let it run
 * by its hash (`policies.ts`), and nothing else that stands inside them. No quotes, ampersands or angle brackets, which React
 * would escape.
 */

const LANGUAGE =
  "const page=document.documentElement,{lang,dir}=document.currentScript.closest(`[lang]`);page.lang=lang;page.dir=dir;"
const ORDER = `
try{const order=localStorage.getItem(\`running-story:order:\${location.pathname.split(\`/\`)[1]}\`);if(order)page.dataset.order=order}catch{}`

/** Says the language of what is shown for the document as a whole. */
export const SET_LANGUAGE_SCRIPT = `{${LANGUAGE}}`
/** Does that, and puts the timeline in the order that this reader chose here before. */
export const SET_LANGUAGE_AND_ORDER_SCRIPT = `{${LANGUAGE}${ORDER}}`
