import { type ComponentChildren, render } from 'preact';
import { listenToAddress } from '#desk/address/guard.ts';
import { connect } from '#desk/api/client.ts';
import { App } from '#desk/app.tsx';
import { readConfiguration } from '#desk/configuration.ts';
import { keepFor, removeOld } from '#desk/kept/own.ts';
import { readAhead } from '#desk/lists/read-ahead.ts';
import { listenToScans } from '#desk/parts/keyboard/scans.ts';
import { listenToKeys } from '#desk/parts/keyboard/shortcuts.tsx';
import { ChoosePerson } from '#desk/screens/choose-person.tsx';
import { NotSignedIn, NotStarted, type Why } from '#desk/screens/not-signed-in.tsx';
import { openScanned } from '#desk/screens/open-scanned.ts';
import { choosePerson, chosenPerson, type Demo, demoTokens } from '#desk/session/demo.ts';
import { forget, person, startSession, type TokenSource } from '#desk/session/session.ts';
import type { SignInPage } from '#desk/session/sign-in-page.ts';
import { showIn, usualLanguage, words } from '#desk/words/words.ts';

listenToScans((text) => void openScanned(text));
listenToKeys();
listenToAddress();
removeOld();
// The browser may show this page again when somebody goes back to it, with all that is in its memory.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted && !person.value) location.reload();
});

/** The desk of whoever is signed in, or else what leads there. Somebody who signs out leaves nothing on the screen. */
const Desk = ({ children }: { children: ComponentChildren }) =>
  person.value ? <App person={person.value} /> : children;

/** Opens the desk of whoever these tokens are for. Returns whether that is somebody. */
async function start(tokens: TokenSource): Promise<boolean> {
  const caller = await startSession(tokens);
  if (caller) {
    keepFor(caller.sub);
    await readAhead(caller, location.hash.slice(1));
  }
  person.value = caller;
  return caller !== null;
}

async function startAsDemo(demo: Demo): Promise<ComponentChildren> {
  const chosen = chosenPerson();
  if (chosen !== null) await start(demoTokens(demo, chosen));
  const choose = (clientId: string) => {
    choosePerson(clientId);
    // Another person starts with a new page; without a storage, that would not know who was chosen.
    if (chosenPerson() === clientId) location.reload();
    else void start(demoTokens(demo, clientId));
  };
  return <ChoosePerson demo={demo} onChoose={choose} />;
}

async function startFromPage(page: SignInPage): Promise<ComponentChildren> {
  const { comeBack, leaveToSignIn, leaveToSignOut, shareSession } = await import('#desk/session/sign-in-page.ts');
  const answer = await comeBack(page);
  if (answer === null) {
    await leaveToSignIn(page);
    return <p class="loading">{words.value.parts.loading}</p>;
  }
  const why: Why = typeof answer === 'string' ? answer : (await start(answer)) ? 'left' : 'nobody';
  if (person.value) shareSession(person.value.sub, forget);
  return <NotSignedIn why={why} onSignIn={() => leaveToSignIn(page)} onSignOut={() => leaveToSignOut(page)} />;
}

try {
  const [{ api, signIn }] = await Promise.all([readConfiguration(), showIn(usualLanguage())]);
  connect(api);
  const otherwise = signIn.kind === 'demo' ? await startAsDemo(signIn) : await startFromPage(signIn);
  render(<Desk>{otherwise}</Desk>, document.body);
} catch (error) {
  render(<NotStarted />, document.body);
  throw error;
}
