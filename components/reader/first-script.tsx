/**
 * Runs before the page is first drawn, ahead of its own script. Says the language of what is shown for the document as a
 * whole, and puts the timeline in the order that this reader chose here before, so that nothing turns around under their
 * eyes. No quotes, ampersands or angle brackets, which React would escape.
 */
const LANGUAGE =
  "const page=document.documentElement,{lang,dir}=document.currentScript.closest(`[lang]`);page.lang=lang;page.dir=dir;"
const ORDER = `
try{const order=localStorage.getItem(\`running-story:order:\${location.pathname.split(\`/\`)[1]}\`);if(order)page.dataset.order=order}catch{}`

/** `order`: false where a page has one order for everybody. */
export function FirstScript({ order = true }: { order?: boolean }) {
  return <script>{`{${LANGUAGE}${order ? ORDER : ""}}`}</script>
}
