/** A package runner (`npm start`) that is killed outright takes nothing with it, so its end is looked for: `act` runs once. */
export function whenRunnerEnds(act) {
  if (!process.env.npm_lifecycle_event) return
  const runner = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === runner) return
    clearInterval(watch)
    act()
  }, 500).unref()
}
