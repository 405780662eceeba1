/** Loaded into the server by `npm start`: when the process that started it is gone, however it went, the server ends too. */
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 3000).unref()
})
process.channel?.unref()
