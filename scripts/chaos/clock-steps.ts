/*
 * Loaded into each server process of the chaos run: its clock jumps an hour forth or back every few seconds, as a machine's
 * does whose time was set wrong. Timers are not touched; they run on another clock.
 */

const STEP_MS = 3_600_000
const INTERVAL_MS = 3_000

const realNow = Date.now.bind(Date)
let offset = 0
Date.now = () => realNow() + offset
setInterval(() => {
  offset = (Math.floor(Math.random() * 3) - 1) * STEP_MS
}, INTERVAL_MS).unref()
