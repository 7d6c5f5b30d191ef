import { everyHalfMinuteInView, FRONT_ROOT, refreshFront } from "./follow-front"

/* The script of the front page (scripts/lib/build-reader-script.ts): keeps the page up to date. */

const root = document.getElementById(FRONT_ROOT)
if (root) everyHalfMinuteInView(() => void refreshFront(root))
