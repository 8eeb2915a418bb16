import { signal } from '@preact/signals';
import { signedOut, signInAgain } from '#desk/session/session.ts';
import { words } from '#desk/words/words.ts';

const failed = signal(false);

/** Has the person sign in again, who goes on where they were. Returns whether they are signed in. */
export async function tryToSignIn(): Promise<boolean> {
  const isSignedIn = await signInAgain().catch(() => false);
  failed.value = !isSignedIn;
  return isSignedIn;
}

/** Says over the screen, which stays as it is, that the person has to sign in again. */
export function SignInAgain() {
  const { session, parts } = words.value;
  return signedOut.value ? (
    <div class="over">
      <div class="notice error" role="alert">
        <p>{failed.value ? session.unreachable : session.ended}</p>
        <button type="button" class="primary" onClick={tryToSignIn}>
          {parts.signIn}
        </button>
      </div>
    </div>
  ) : null;
}
