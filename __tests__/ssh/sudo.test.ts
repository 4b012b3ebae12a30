import { askedAgain, openQuestion, refused } from '../../src/ssh/sudo'

const prompt = 'drover%abc%asks:'

test.each([
  { name: 'only the password’s', stderr: prompt, question: undefined },
  { name: 'behind the password', stderr: `${prompt}Verification code: `, question: 'Verification code:' },
  { name: 'before the password', stderr: `Verification code: ${prompt}`, question: 'Verification code:' },
  { name: 'no question', stderr: `${prompt}wait`, question: undefined },
  {
    name: 'a lecture has its ends of lines',
    stderr: `\nIt usually boils down to these three things:\n\n    #1) Respect\n\n${prompt}`,
    question: undefined,
  },
  { name: 'what a start-up file said before', stderr: `Welcome:\n${prompt}`, question: undefined },
  { name: 'a second try', stderr: `${prompt}\nSorry, try again.\n${prompt}`, question: undefined },
  { name: 'a new password', stderr: `${prompt}You must change it\nNew password: `, question: 'New password:' },
])('an open question: $name', ({ stderr, question }) => {
  expect(openQuestion(stderr, prompt)).toBe(question)
})

test.each([
  { name: 'not yet', stderr: `Welcome\n${prompt}`, again: undefined },
  {
    name: 'behind a wrong password',
    stderr: `${prompt}\nSorry, try again.\n${prompt}`,
    again: { said: 'Sorry, try again.', password: 'wrong' },
  },
  {
    name: 'behind one in another language',
    stderr: `${prompt}\nDas hat nicht funktioniert.\n${prompt}`,
    again: { said: 'Das hat nicht funktioniert.', password: 'wrong' },
  },
  { name: 'a second question by the same prompt', stderr: `${prompt}${prompt}`, again: { said: '', password: 'more' } },
  { name: 'behind an end of line', stderr: `${prompt}\n${prompt}`, again: { said: '', password: 'more' } },
  {
    name: 'a question of its own between',
    stderr: `${prompt}Verification code: ${prompt}`,
    again: { said: 'Verification code:', password: 'more' },
  },
])('asked again: $name', ({ stderr, again }) => {
  expect(askedAgain(stderr, prompt)).toEqual(again)
})

test.each([
  { name: 'wrong', stderr: `${prompt}\nsudo: 1 incorrect password attempt\n`, password: 'wrong' },
  {
    name: 'a question that got no answer',
    stderr: `${prompt}Verification code: sudo: 1 incorrect password attempt\n`,
    password: 'more',
    said: 'Verification code:',
  },
  { name: 'another matter', stderr: `${prompt}ada is not in the sudoers file.\n`, password: 'given' },
])('what sudo ended with: $name', ({ stderr, password, said }) => {
  const whose = { host: 'h', user: 'ada', sudo: { password: 'secret', proven: false } }
  expect(refused(whose, stderr, prompt)).toMatchObject({
    code: 'sudo-refused',
    password,
    ...(said === undefined ? {} : { said }),
  })
})
