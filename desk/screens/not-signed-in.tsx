import { useEffect } from 'preact/hooks';
import { words } from '#desk/words/words.ts';

/** Why nobody is signed in: they have signed out, the sign-in page did not help, or they have no role at the desk. */
export type Why = 'left' | 'refused' | 'stale' | 'unreachable' | 'nobody';

type Props = { why: Why; onSignIn: () => void; onSignOut: () => void };

/** Says why nobody is signed in, and offers to sign in. Somebody without a role can sign in as another. */
export function NotSignedIn({ why, onSignIn, onSignOut }: Props) {
  const { session, parts, shell, desk } = words.value;
  useEffect(() => {
    document.title = desk;
  }, [desk]);
  return (
    <main class="people">
      <h1>{session.title}</h1>
      <p role="alert">{session[why]}</p>
      <div class="buttons">
        {why === 'nobody' ? (
          <button type="button" onClick={onSignOut}>
            {shell.signOut}
          </button>
        ) : (
          <button type="button" class="primary" onClick={onSignIn}>
            {parts.signIn}
          </button>
        )}
      </div>
    </main>
  );
}

/** Says that the desk could not be started, and offers to try again. */
export function NotStarted() {
  const { session, parts, desk } = words.value;
  return (
    <main class="people">
      <h1>{desk}</h1>
      <p role="alert">{session.notStarted}</p>
      <button type="button" class="primary" onClick={() => location.reload()}>
        {parts.tryAgain}
      </button>
    </main>
  );
}
