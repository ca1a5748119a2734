/** The page behind a one-time link. */
export const invite = {
  title: 'Choose a password',
  welcome: (name: string) => `This link is for ${name}. Choose a password; with it and this name you sign in.`,
  name: 'User name',
  password: 'Password',
  go: 'Save and sign in',
  other: (me: string, name: string) => `You are signed in as ${me}. Going on signs in ${name} in this browser instead.`,
  noCode: {
    title: 'The link is incomplete',
    text: 'Open the whole link that an administrator gave you. It ends in /invite# and a code.',
  },
  gone: 'This link does not work any more',
  signIn: 'Go to sign in',
} as const;
