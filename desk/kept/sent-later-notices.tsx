import { Link } from 'wouter-preact';
import { sentLater } from '#desk/kept/sent-later.ts';
import { focusTitle } from '#desk/parts/screen.tsx';
import { words } from '#desk/words/words.ts';

/** What was sent, or could not be, when its screen had been left. Screen readers say it when it appears. */
export function SentLaterNotices() {
  return (
    <div role="status">
      {sentLater.value.map((one) => (
        <div key={one} class="over">
          <div class={one.isSent ? 'notice good' : 'notice warning'}>
            <p class="typed">
              <Link href={one.path}>{one.text}</Link>
            </p>
            <button
              type="button"
              class="link"
              onClick={() => {
                sentLater.value = sentLater.value.filter((other) => other !== one);
                focusTitle();
              }}
            >
              {words.value.parts.close}
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
