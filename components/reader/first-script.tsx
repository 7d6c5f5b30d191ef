/**
 * Runs before the page is first drawn, ahead of its own script. Says the language of what is shown for the document as a
 * whole, and puts the timeline in the order that this reader chose here before, so that nothing turns around under their
 * eyes. No quotes, ampersands or angle brackets, which React would escape.
 */
const CODE = `{
const page=document.documentElement,{lang,dir}=document.currentScript.closest(\`[lang]\`);page.lang=lang;page.dir=dir;
try{if(localStorage.getItem(\`running-story:order:\${location.pathname.split(\`/\`)[1]}\`)===\`oldest\`)page.dataset.order=\`oldest\`}catch{}
}`

export function FirstScript() {
  return <script>{CODE}</script>
}
