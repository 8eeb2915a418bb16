import { render } from 'preact';
import * as z from 'zod';
import { connect } from '#desk/api/client.ts';
import { App } from '#desk/app.tsx';
import { readConfiguration } from '#desk/configuration.ts';
import { keepFor } from '#desk/kept/own.ts';
import { listenToKeys } from '#desk/parts/shortcuts.tsx';
import { ChoosePerson } from '#desk/screens/choose-person.tsx';
import { chosenPerson, demoTokens } from '#desk/session/demo.ts';
import { person, startSession } from '#desk/session/session.ts';
import { showIn, usualLanguage } from '#desk/words/words.ts';

// The policy of the page forbids code that is made from text.
z.config({ jitless: true });

const { api, signIn } = await readConfiguration();
await showIn(usualLanguage());
connect(api);
listenToKeys();

if (signIn.kind === 'demo') {
  const chosen = chosenPerson();
  if (chosen !== null) await startSession(demoTokens(signIn, chosen));
  keepFor(person.value?.sub ?? null);
  render(person.value ? <App person={person.value} /> : <ChoosePerson demo={signIn} />, document.body);
}
