/** Shows one line per piece of slow work: its name at once, the seconds when it is done. */
export async function progress(title, work) {
  const startedAt = performance.now()
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  const live = process.stdout.isTTY
  process.stdout.write(`  ${title}… `)
  const ticker = live ? setInterval(() => process.stdout.write(`\r  ${title}… ${seconds()} `), 500) : undefined
  try {
    const result = await work()
    clearInterval(ticker)
    process.stdout.write(`${live ? `\r  ${title}… ` : ''}${seconds()}\n`)
    return result
  } catch (error) {
    clearInterval(ticker)
    process.stdout.write(`${live ? `\r  ${title}… ` : ''}failed after ${seconds()}\n`)
    throw error
  }
}
