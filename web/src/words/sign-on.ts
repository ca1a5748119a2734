/** Single sign-on: the buttons of the sign-in page, what can go wrong, and the settings. */
export const signOn = {
  button: (name: string) => `Sign in with ${name}`,
  or: 'or',
  passwordsOff: 'Use the button below. A password counts for chosen administrators only.',
  otherTab: 'Sign in with your provider in a new tab',
  done: 'Signing you in',
  yourProvider: 'your provider',
  problems: {
    refused: {
      title: 'You did not sign in',
      text: (name: string) =>
        `${name} says that the sign-in was refused or cancelled. Try again if that was not meant.`,
    },
    unverified: {
      title: 'Your e-mail address is not confirmed',
      text: (name: string) =>
        `${name} tells no address for you, or one that it has not confirmed. Confirm your address there, then sign in again.`,
    },
    wrong_domain: {
      title: 'This account is not of your organisation',
      text: (name: string) =>
        `Addresses of this domain may not sign in here. Sign out at ${name} and use the account of your organisation.`,
    },
    unknown_user: {
      title: 'Nobody here has your e-mail address',
      text: (name: string) =>
        `${name} knows you, this server does not. Ask an administrator to add you with the address of your account.`,
    },
    name_taken: {
      title: 'Somebody has your address as user name',
      text: (_name: string) => 'Ask an administrator to enter your e-mail address at that user.',
    },
    other_account: {
      title: 'Your address belongs to another account',
      text: (name: string) =>
        `The user with your address signs in with another account of ${name}. If that was yours, ask an administrator to unlink it.`,
    },
    disabled: {
      title: 'Your user is disabled',
      text: (_name: string) => 'Ask an administrator to enable it.',
    },
    expired: { title: 'It took too long', text: (_name: string) => 'More than ten minutes passed. Sign in again.' },
    used: {
      title: 'This sign-in was used already',
      text: (_name: string) => 'It works once only. Sign in again, and do not use the back button on the way.',
    },
    unknown: {
      title: 'Nothing is known of this sign-in',
      text: (_name: string) => 'Begin again with one of the buttons below.',
    },
    other_browser: {
      title: 'This sign-in began in another browser',
      text: (_name: string) => 'Sign in again here. If you did not begin it yourself, tell an administrator.',
    },
    changed: {
      title: 'The settings were changed meanwhile',
      text: (name: string) => `${name} was switched off or changed while you signed in. Sign in again.`,
    },
    application: {
      title: 'The provider refuses this server',
      text: (name: string) =>
        `${name} does not take the client ID or secret that is entered here. An administrator must correct them.`,
    },
    provider_down: {
      title: 'The provider does not answer',
      text: (name: string) => `${name} cannot be reached just now. Try again in a few minutes.`,
    },
    clock: {
      title: 'The clocks differ',
      text: (name: string) =>
        `The clock of this server and that of ${name} differ by more than a minute. An administrator must set the clock.`,
    },
    issuer: {
      title: 'Another provider answered',
      text: (name: string) =>
        `The answer does not come from ${name}, so nobody was signed in. Try again; if it stays so, tell an administrator.`,
    },
    encrypted: {
      title: 'The answer is encrypted',
      text: (name: string) => `${name} encrypts its ID tokens. An administrator must switch that off there.`,
    },
    failed: {
      title: 'Signing in did not work',
      text: (name: string) =>
        `${name} sent something that cannot be used. The log of this server says more. Try again.`,
    },
  },
  title: 'Single sign-on',
  toUsers: 'Users and groups',
  providers: {
    title: 'Providers',
    text: 'People sign in with an account at an OpenID Connect provider, such as that of their organisation.',
    add: '+ Add provider',
    list: 'List of providers',
    none: 'No providers yet. People sign in with passwords.',
    on: 'On',
    off: 'Switched off',
    makes: (domains: string) => `Makes new users with addresses of ${domains}`,
    links: 'Users who are there',
    edit: 'Change',
    editOf: (name: string) => `Change ${name}`,
    delete: 'Delete',
    deleteOf: (name: string) => `Delete ${name}`,
    saved: (name: string) => `${name} is saved`,
    deleted: (name: string) => `${name} is deleted`,
  },
  confirmDelete: {
    title: (name: string) => `Delete ${name}?`,
    text: 'Sessions that began with it end, and its accounts are forgotten. Users stay. This cannot be undone.',
    stay: 'Keep',
    go: 'Delete',
  },
  form: {
    addTitle: 'Add provider',
    editTitle: (name: string) => `Change ${name}`,
    name: 'Name on the button',
    nameHelp: 'As in "Sign in with ...".',
    nameMissing: 'Type the name that stands on the button.',
    issuer: 'Issuer',
    issuerHelp: 'The address below which the provider has /.well-known/openid-configuration.',
    issuerMissing: 'Enter the address of the issuer.',
    clientId: 'Client ID',
    clientIdMissing: 'Enter the client ID that the provider gave to this server.',
    scopes: 'Scopes',
    scopesHelp: 'Asked for beside openid, separated by spaces.',
    enabled: 'On',
    enabledHelp: 'Switching it off ends the sessions that began with it.',
    domains: 'Allowed domains of addresses',
    domainsHelp: 'Separated by spaces; empty: any domain.',
    creates: 'Make a user at the first sign-in',
    createsHelp:
      'Without it only users who are there get in: by their e-mail address the first time, by their account from then on.',
    defaultRoles: 'Roles of new users',
    trusts: 'Trust addresses that are not marked as confirmed',
    trustsHelp:
      'For providers that do not say whether they confirmed an address. One that is marked as not confirmed never counts.',
    claim: 'Claim with groups or roles',
    claimHelp: 'Its values give and take the roles and groups below at each sign-in. Empty: they are given here only.',
    rule: (number: number) => `Value ${number}`,
    value: 'Value',
    roles: 'Roles',
    groups: 'Groups',
    addRule: '+ Add value',
    removeRule: (number: number) => `Remove value ${number}`,
    signsOut: 'Sign out at the provider, too',
    signsOutHelp: 'Signing out here goes on to the sign-out of the provider, where it has one.',
    save: 'Save',
    cancel: 'Cancel',
  },
  passwords: {
    title: 'Passwords',
    everybody: 'Everybody may sign in with a password',
    chosen: 'Only chosen administrators',
    chosenHelp: 'Everybody else signs in with a provider. Open sessions and API tokens go on.',
    who: 'Administrators who get in when no provider answers',
    whoHelp: 'At least one, each with an own password.',
    save: 'Save',
    saved: 'Saved',
  },
} as const;

export type SignOnProblem = keyof typeof signOn.problems;
