// Loaded into a process (`node --require`): leaves what it used in the file that BENCH_USAGE names.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const used = { cpu_s: (userCPUTime + systemCPUTime) / 1e6, memory_mb: maxRSS / 1024 }
  require('node:fs').writeFileSync(process.env.BENCH_USAGE, JSON.stringify(used))
})
