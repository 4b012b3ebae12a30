// What the runner starts at the end of the job (action.yml: post). The main part leaves in its state where its events are, and that
// it has reported; where it did, or never began, nothing is left to do, and the bundle is not even read.
const { STATE_events: events, STATE_reported: reported } = process.env
if (events !== undefined && reported === undefined) require('./drover.js').post()
