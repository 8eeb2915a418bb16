import type { Demo } from '#desk/session/demo.ts';
import { words } from '#desk/words/words.ts';

/** Lets one be any of the demo people. Only the product on one machine has them. */
export function ChoosePerson({ demo, onChoose }: { demo: Demo; onChoose: (clientId: string) => void }) {
  const { people, desk, roles } = words.value;
  return (
    <main class="people">
      <h1>{people.title}</h1>
      <p>{people.hint}</p>
      <ul aria-label={desk}>
        {demo.people.map(({ clientId, name, role, organisation }) => (
          <li key={clientId}>
            <button type="button" onClick={() => onChoose(clientId)}>
              <strong>{name}</strong>
              <span class="small">{[roles[role], organisation].filter(Boolean).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
