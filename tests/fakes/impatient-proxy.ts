import type { RunningProxy } from "../../scripts/lib/fakes/running-proxy"
import { startTcpProxy } from "../../scripts/lib/fakes/tcp-proxy"

/** A proxy that ends a connection on which nothing was heard for so long. */
export async function startImpatientProxy(
  target: string,
  idleMs: number,
): Promise<RunningProxy & { ended: () => number }> {
  let ended = 0
  const proxy = await startTcpProxy(new URL(target), (near, far) => {
    near.setTimeout(idleMs, () => {
      ended += 1
      near.destroy()
    })
    near.pipe(far).pipe(near)
  })
  return { ...proxy, ended: () => ended }
}
