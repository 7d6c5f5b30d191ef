import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

/*
 * Loaded into a server whose memory is measured: at SIGUSR2 it collects its garbage, so that what is left is what it keeps.
 */

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void
process.on("SIGUSR2", () => collect())
