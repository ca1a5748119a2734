export const session = {
  title: 'Sign in',
  name: 'User name',
  password: 'Password',
  showPassword: 'Show the password',
  ownPassword: 'Your own new password',
  signIn: 'Sign in',
  ended: 'Your session has ended',
  endedText: 'Sign in again to go on. What you typed on this page is still there.',
  wrong: 'Name or password is wrong',
  wrongText: 'Check both, then try again. Capital and small letters of the password count.',
  signedOut: 'You are signed out.',
  host: 'This page is part of another application. Sign in there, then come back.',
} as const;
