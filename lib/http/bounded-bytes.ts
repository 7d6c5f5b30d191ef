/** One buffer that is filled piece by piece, up to a limit. Room that is announced and never filled costs no memory. */
export class BoundedBytes {
  private buffer: Buffer<ArrayBuffer>
  private length = 0

  constructor(
    private readonly most: number,
    announced = 0,
  ) {
    this.buffer = Buffer.allocUnsafeSlow(Math.min(announced > 0 ? announced : most, most))
  }

  /** False when it would be more than the limit; then nothing is added. */
  add(piece: Uint8Array): boolean {
    const length = this.length + piece.byteLength
    if (length > this.most) return false
    if (length > this.buffer.byteLength) {
      const larger = Buffer.allocUnsafeSlow(this.most)
      larger.set(this.buffer.subarray(0, this.length))
      this.buffer = larger
    }
    this.buffer.set(piece, this.length)
    this.length = length
    return true
  }

  /** What was added; a view, no copy. */
  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.buffer.buffer, this.buffer.byteOffset, this.length)
  }
}
