// A machine that boots, installs or is busy with other tests takes its time: what hangs is still told.
jest.setTimeout(60_000)
