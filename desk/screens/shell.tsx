import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Link, useLocation } from 'wouter-preact';
import { KeptMenu, LastsNotice } from '#desk/kept/kept-menu.tsx';
import { own } from '#desk/kept/own.ts';
import { SentLaterNotices } from '#desk/kept/sent-later-notices.tsx';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { Menu } from '#desk/parts/menu.tsx';
import { ShortcutList } from '#desk/screens/shortcut-list.tsx';
import { signOut } from '#desk/session/session.ts';
import { SignInAgain } from '#desk/session/sign-in-again.tsx';
import { SignOutDialog } from '#desk/session/sign-out-dialog.tsx';
import { chooseLanguage, language, languageNames, words } from '#desk/words/words.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { languages } from '#domain/kernel/language.ts';
import { may, rights } from '#domain/order/actions.ts';

/** A screen that a person can go to, with the key that leads there after `g`. One `within` another is not in the bar. */
type Place = { path: string; name: string; key: string; within?: string };

function placesFor(person: Caller): Place[] {
  const { shell } = words.value;
  if (person.role === 'laboratory')
    return [
      { path: '/', name: shell.start, key: 's' },
      { path: '/orders', name: shell.orders, key: 'o' },
      { path: '/webhooks', name: shell.webhooks, key: 'w' },
      { path: '/profile', name: shell.profile, key: 'p' },
    ];
  const places: Place[] = [
    { path: '/', name: shell.start, key: 's' },
    { path: '/orders', name: shell.orders, key: 'o' },
  ];
  if (may(person, rights.putService))
    places.push(
      { path: '/catalogue', name: shell.catalogue, key: 'c' },
      { path: '/settings', name: shell.settings, key: 't' },
      // Settings lead there.
      { path: '/webhooks', name: shell.webhooks, key: 'w', within: '/settings' },
    );
  return places;
}

/** What stands around every screen: where one can go, who is signed in, and the shortcuts that always work. */
export function Shell({ person, children }: { person: Caller; children: ComponentChildren }) {
  const { shell, parts, roles, desk } = words.value;
  const [path, go] = useLocation();
  const listOpen = useSignal(false);
  const isLeaving = useSignal(false);
  const leave = () => {
    if (own.all.value.length > 0) isLeaving.value = true;
    else signOut();
  };
  const places = placesFor(person);
  const inBar = places.filter(({ within }) => within === undefined);
  const mayOrder = may(person, rights.createOrder);
  const newOrder = () => go('/orders/new');
  useShortcuts([
    { keys: '?', does: shell.shortcuts, run: () => (listOpen.value = true) },
    ...(mayOrder ? [{ keys: 'n', does: shell.newOrder, run: newOrder }] : []),
    ...places.map((place) => ({ keys: `g ${place.key}`, does: place.name, run: () => go(place.path) })),
  ]);
  const role = roles[person.role];
  const name = person.name ? `${person.name} ${role}` : role;
  const at = places.find((place) => place.within !== undefined && path.startsWith(place.path))?.within ?? path;
  const isHere = (place: string) => (place === '/' ? at === '/' : at.startsWith(place));
  // Beside an order, what can be done with that one comes first.
  const isAtOrder = path.startsWith('/orders/');
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {parts.skip}
      </button>
      <header class="bar">
        <Link href="/" class="brand">
          <img src="/icon.svg" alt="" width="24" height="24" />
          <span>{desk}</span>
        </Link>
        <nav aria-label={desk}>
          {inBar.map((place) => (
            <Link key={place.path} href={place.path} {...(isHere(place.path) && { 'aria-current': 'page' })}>
              {place.name}
            </Link>
          ))}
        </nav>
        {mayOrder && (
          <button type="button" class={isAtOrder ? '' : 'primary'} onClick={newOrder}>
            {shell.newOrder} <kbd>n</kbd>
          </button>
        )}
        <KeptMenu />
        <Menu
          name={shell.person(name)}
          label={
            <>
              <span class="who">{person.name}</span> <span class="small">{role}</span>
            </>
          }
          items={[
            { text: shell.shortcuts, run: () => (listOpen.value = true), key: '?' },
            ...languages
              .filter((one) => one !== language.value)
              .map((one) => ({ text: languageNames[one], run: () => void chooseLanguage(one) })),
            { text: shell.signOut, run: leave },
          ]}
        />
      </header>
      <SignInAgain />
      <LastsNotice />
      <SentLaterNotices />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      {isLeaving.value && <SignOutDialog onClose={() => (isLeaving.value = false)} />}
      {listOpen.value && <ShortcutList onClose={() => (listOpen.value = false)} />}
    </>
  );
}
