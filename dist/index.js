// What the runner starts (action.yml: main).
require('./drover.js').action()
