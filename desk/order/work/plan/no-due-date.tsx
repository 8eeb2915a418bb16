import { words } from '#desk/words/words.ts';

type Props = {
  /** Whether the due date can be typed here. */
  mayChoose: boolean;
  onLead: (pointer: string) => void;
};

/** Says why tasks have no dates, and leads to the due date. */
export function NoDueDate({ mayChoose, onLead }: Props) {
  const { plan } = words.value;
  return (
    <div class="notice warning">
      <p>
        {plan.noDue}{' '}
        {mayChoose && (
          <button type="button" class="link" onClick={() => onLead('/dueDate')}>
            {plan.chooseDue}
          </button>
        )}
      </p>
    </div>
  );
}
