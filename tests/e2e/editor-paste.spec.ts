import { expect, test } from "@playwright/test"
import { paste, textOf } from "./desk-page"
import { openEditor } from "./editor-page"

/** What is pasted, what readers get (without classes, parted by a line), and what the desk says of the rest. */
const CASES: [name: string, html: string, expected: string | RegExp, said?: RegExp][] = []
const add = (name: string, html: string, expected: string | RegExp, said?: RegExp) =>
  CASES.push([name, html, expected, said])
const word = (body: string) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->${body}<!--EndFragment--></body></html>`
const point = (marker: string, words: string, level = 1) =>
  `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${marker}<span>&nbsp; </span></span><![endif]>${words}<o:p></o:p></p>`

add(
  "a list of Word that goes on after a paragraph",
  word(`${point("1.", "One")}${point("2.", "Two")}<p class=MsoNormal>Between.</p>${point("3.", "Three")}`),
  '<ol><li><p>One</p></li><li><p>Two</p></li></ol><p>Between.</p><ol start="3"><li><p>Three</p></li></ol>',
)
add(
  "letters and Roman numbers of Word",
  word(`${point("b)", "B")}<p>x</p>${point("iv.", "Four")}`),
  '<ol start="2" type="a"><li><p>B</p></li></ol><p>x</p><ol start="4" type="i"><li><p>Four</p></li></ol>',
)
add(
  "numbers that jump",
  "<ol start=0><li>a</li><li value=5>b</li><li>c</li></ol>",
  '<ol start="0"><li><p>a</p></li></ol><ol start="5"><li><p>b</p></li><li><p>c</p></li></ol>',
)
add(
  "a list that counts down",
  "<ol reversed><li>b</li><li>a</li></ol>",
  '<ol start="2" reversed=""><li><p>b</p></li><li><p>a</p></li></ol>',
)
add(
  "tracked changes of Word",
  word(
    `<p class=MsoNormal>The mayor <del cite="mailto:x" datetime="2026-11-01T10:00"><s>denied</s></del><ins><span class=msoIns>confirmed</span></ins> it.</p>`,
  ),
  "<p>The mayor confirmed it.</p>",
  /^1 deleted passage was left out\.$/,
)
add(
  "a comment of Word",
  word(
    `<p>Ready<span class=MsoCommentReference><span><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" href="#_msocom_1">[JD1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;</span></span></span>.</p><div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>Sure?</p></div></div></div>`,
  ),
  "<p>Ready.</p>",
  /^1 comment was left out\.$/,
)
add(
  "struck words",
  '<p><s>one</s> <strike>two</strike> <span style="text-decoration: line-through">three</span></p>',
  "<p><s>one</s> <s>two</s> <s>three</s></p>",
)
add(
  "what is not to be seen",
  `<style>.gone{display:none}</style><p>Score <span class="sr-only">Home team</span>2<span aria-hidden="true">–</span>1 <span style="visibility:hidden">secret</span><span style="font-size:0">tracking</span><span style="opacity:0">x</span><span class=gone>y</span><span style="position:absolute;clip:rect(0,0,0,0)">z</span><template>t</template></p>`,
  "<p>Score 2–1</p>",
)
add(
  "letters of no size around letters with one",
  '<div style="font-size:0"><span style="font-size:14px">seen</span> unseen</div>',
  "<p>seen</p>",
)
add(
  "a link whose words are a shortened address",
  '<p>Read <a href="https://example.org/full/path/article?id=77">https://example.org/full/pa…</a> now</p>',
  '<p>Read <a href="https://example.org/full/path/article?id=77">https://example.org/full/pa…</a> now</p>',
)
add(
  "links of mail and phone",
  '<p><a href="mailto:a@b.example">m</a> <a href="tel:+44 20 7946 0000">t</a></p>',
  '<p><a href="mailto:a@b.example">m</a> <a href="tel:+44 20 7946 0000">t</a></p>',
)
add(
  "links through mail filters",
  '<p><a href="https://urldefense.com/v3/__https://example.org/report?id=7__;!!AbC!xyz$">a</a> <a href="https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_report-3Fid-3D7&amp;d=DwM&amp;c=x">b</a> <a href="https://protect-eu.mimecast.com/s/AbCd?domain=example.org">c</a></p>',
  '<p><a href="https://example.org/report?id=7">a</a> <a href="https://example.org/report?id=7">b</a> <a href="https://example.org/">c</a></p>',
  /front page/,
)
add("breaks at the top", "First para<br><br>Second para<br>line", "<p>First para</p><p>Second para<br>line</p>")
add(
  "blocks of every kind",
  "<div>a<center>b</center>c<dl><dt>d</dt><dd>e</dd></dl></div><span style='display:block'>f</span>g",
  "<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p><p>g</p>",
)
add("boxes beside each other", '<div style="display:flex"><span>a</span><span>b</span></div>', "<p>a</p><p>b</p>")
add(
  "a table of a spreadsheet",
  "<table><tr><td>Party</td><td>Seats</td><td>+/-</td></tr><tr><td>Red</td><td>41</td><td></td></tr><tr><td>Blue</td><td></td><td>-3</td></tr></table>",
  "<figure><div><table><thead><tr><th>Party</th><th>Seats</th><th>+/-</th></tr></thead><tbody><tr><td>Red</td><td>41</td><td></td></tr><tr><td>Blue</td><td></td><td>-3</td></tr></tbody></table></div></figure>",
)
add(
  "merged cells",
  "<table><tr><th colspan=2>North</th><th>South</th></tr><tr><td rowspan=2>a</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>",
  "<figure><div><table><thead><tr><th>North</th><th>North</th><th>South</th></tr></thead><tbody><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>a</td><td>d</td><td>e</td></tr></tbody></table></div></figure>",
)
add(
  "a table of Word with a caption, headings, a link and a break",
  word(
    `<table class=MsoTableGrid><caption>After 12 of 40</caption><thead><tr><th></th><th><p class=MsoNormal>Votes</p></th></tr></thead><tr><th><p class=MsoNormal><a href="https://example.org/red">Red</a></p></th><td><p class=MsoNormal>1&nbsp;204<br>final</p></td></tr></table>`,
  ),
  '<figure><figcaption>After 12 of 40</figcaption><div><table><thead><tr><th></th><th>Votes</th></tr></thead><tbody><tr><th><a href="https://example.org/red">Red</a></th><td>1&nbsp;204<br>final</td></tr></tbody></table></div></figure>',
)
add(
  "a table inside of a point",
  "<ul><li>Seats<table><tr><td>Red</td><td>41</td></tr></table></li></ul>",
  "<ul><li><p>Seats</p><p>Red | 41</p></li></ul>",
)
add(
  "a table that lays out a mail",
  "<table><tr><td><h2>Storm news</h2><p>First paragraph.</p><p>Second paragraph.</p><ul><li>one</li><li>two</li></ul></td></tr></table>",
  "<h3>Storm news</h3><p>First paragraph.</p><p>Second paragraph.</p><ul><li><p>one</p></li><li><p>two</p></li></ul>",
)
add(
  "raised and lowered letters",
  '<p>10<sup>6</sup> km<span style="vertical-align:super">2</span>, H<sub>2</sub>O</p>',
  "<p>10<sup>6</sup> km<sup>2</sup>, H<sub>2</sub>O</p>",
)
add(
  "quotations",
  "<p lang=de>Er sagt <q>Ja, <q>sofort</q></q>.</p><p><q>Yes</q></p>",
  "<p>Er sagt „Ja, ‚sofort‘“.</p><p>“Yes”</p>",
)
add(
  "boxes to tick",
  "<ul><li><input type=checkbox checked> done</li><li role=checkbox aria-checked=false>open</li></ul>",
  "<ul><li><p>☑ done</p></li><li><p>☐ open</p></li></ul>",
)
add("formulas", '<p>So <math alttext="E=mc^2"><mi>E</mi></math></p>', "<p>So E=mc^2</p>")
add(
  "emoji as pictures",
  '<div>We won <img data-stringify-type="emoji" class="c-emoji" src="https://a.slack-edge.com/x.png" alt=":tada:"> <img alt="🚀" src="https://abs-0.twimg.com/emoji/v2/svg/1f680.svg"> <img class=emoji alt="" src="https://static.example/emoji/1f525.png"></div>',
  "<p>We won 🎉 🚀 🔥</p>",
)
add(
  "points of Word for the web",
  '<div class="ListContainerWrapper"><ul><li data-aria-level="1"><p><span>North 41</span><span class="EOP">&nbsp;</span></p></li></ul></div><div class="ListContainerWrapper"><ul><li data-aria-level="2"><p>Harbour 39</p></li></ul></div><div class="ListContainerWrapper"><ul><li data-aria-level="1"><p>South 37</p></li></ul></div>',
  "<ul><li><p>North 41</p><ul><li><p>Harbour 39</p></li></ul></li><li><p>South 37</p></li></ul>",
)
add(
  "points of Slack and Quill",
  '<ul data-indent="0"><li>a</li></ul><ul data-indent="1"><li>b</li></ul><p>then</p><ul><li>c</li><li class="ql-indent-1">d</li></ul>',
  "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul><p>then</p><ul><li><p>c</p><ul><li><p>d</p></li></ul></li></ul>",
)
add(
  "what no point can hold",
  '<ul><li><h3>Head in item</h3><p>text</p></li><li><img src="https://e.org/x.png" alt="alt words"></li><li></li></ul>',
  "<ul><li><p><strong>Head in item</strong></p><p>text</p></li></ul>",
  /^1 picture was left out\./,
)
add(
  "bold that is not",
  '<b style="font-weight:normal"><p>plain <span style="font-weight:700">bold</span></p></b>',
  "<p>plain <strong>bold</strong></p>",
)
add(
  "a picture of a document",
  '<p>Text before</p><p><img src="https://lh7-rt.googleusercontent.com/docsz/AbC" width=602 height=401></p><p>Text after</p>',
  "<p>Text before</p><p>Text after</p>",
  /1 picture was left out/,
)
add(
  "embed code within a page",
  '<p>See</p><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=abc" width=560 height=315></iframe><blockquote class="twitter-tweet"><p>Words</p><a href="https://twitter.com/nasa/status/20">now</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>',
  /^<p>See<\/p><p><a href="https:\/\/www\.youtube\.com\/embed\/dQw4w9WgXcQ\?si=abc">.*<p><a href="https:\/\/twitter\.com\/nasa\/status\/20">[^<]*<\/a><\/p>$/,
)

const readersHtml = () =>
  window.editorApi
    .read()
    .replaceAll(/ (class|rel|dir|scope)="[^"]*"/g, "")
    .replaceAll("\u00a0", " ")
    .replaceAll(/^<div>|<\/div>$/g, "")

test("what programs put around a text keeps its meaning for readers, and the desk says what it left out", async ({
  page,
}) => {
  await openEditor(page)
  for (const [name, html, expected, said] of CASES) {
    await page.evaluate(() => window.editorApi.clear())
    await paste(textOf(page, page.locator("main")), { text: "x", html })
    const got = await page.evaluate(readersHtml)
    if (typeof expected === "string") expect.soft(got, name).toBe(expected)
    else expect.soft(got, name).toMatch(expected)
    const problem = await page.locator("#problem").textContent()
    if (said) expect.soft(problem, name).toMatch(said)
    else expect.soft(problem, name).toBe("")
  }
})
