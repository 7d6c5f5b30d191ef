/** Polls are counted between two samples. */
export const SAMPLE_INTERVAL_MS = 2_000
const MIN_SAMPLES = 6
const MAX_SAMPLES = 60
/** Pages ask up to a tenth before the interval is over. */
const EARLY = 0.95

/**
 * Estimates the number of polling readers from the number of polls. Every response raises `count`,
 * cached ones too: nothing may cost more there.
 */
export class PollRateEstimator {
  count = 0
  private looks: number[] = []
  private estimate = 0

  /** Polling readers, as of the last sample. */
  get readers(): number {
    return this.estimate
  }

  /**
   * Takes the polls since the last sample. With another publisher, pages poll when they open, and all
   * together after a gap: only a steady rate counts as polling readers.
   */
  sample(interval: number, isTheirWay: boolean): void {
    const most = Math.min(MAX_SAMPLES, Math.max(MIN_SAMPLES, 2 * Math.ceil(interval / SAMPLE_INTERVAL_MS)))
    this.looks = [...this.looks, this.count].slice(-most)
    this.count = 0
    const half = Math.ceil(this.looks.length / 2)
    const parts = isTheirWay ? [this.looks] : [this.looks.slice(0, half), this.looks.slice(-half)]
    if (!isTheirWay && this.looks.length < MIN_SAMPLES) this.estimate = 0
    else this.estimate = Math.round(Math.min(...parts.map(perLook)) * ((interval * EARLY) / SAMPLE_INTERVAL_MS))
  }
}

function perLook(looks: number[]): number {
  return looks.reduce((sum, each) => sum + each, 0) / looks.length
}
