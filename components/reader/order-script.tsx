/**
 * Before the page is first drawn: puts the timeline in the order that this reader chose here before, so that nothing turns
 * around under their eyes when the page's own script takes over. No quotes or ampersands, which React would escape.
 */
const CODE = `try{if(localStorage.getItem(\`running-story:order:\${location.pathname.split(\`/\`)[1]}\`)==\`oldest\`)document.documentElement.dataset.order=\`oldest\`}catch{}`

export function OrderScript() {
  return <script>{CODE}</script>
}
