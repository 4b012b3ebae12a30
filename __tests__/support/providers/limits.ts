/** How many requests are allowed: so many at most, and so many more a second. */
export class Limit {
  left: number
  private at = Date.now()

  constructor(
    readonly most: number,
    private readonly perSecond: number,
  ) {
    this.left = most
  }

  /** Takes one; false where there is none. */
  take(): boolean {
    const now = Date.now()
    this.left = Math.min(this.most, this.left + ((now - this.at) / 1000) * this.perSecond)
    this.at = now
    if (this.left < 1) return false
    this.left -= 1
    return true
  }

  /** When all are there again, in seconds since 1970. */
  get resets(): number {
    return Math.ceil(this.at / 1000 + (this.most - this.left) / this.perSecond)
  }
}
