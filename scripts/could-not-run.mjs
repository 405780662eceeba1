/** Thrown by a step whose subject or means are missing. The message completes "could not run:". */
export class CouldNotRun extends Error {
  constructor(why, counts = {}) {
    super(why)
    this.counts = counts
  }
}
