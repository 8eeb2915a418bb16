import type { Role } from '#domain/kernel/caller.ts';
import type { Messages } from '#functions/http/messages/en.ts';

const headers = {
  'If-Match': 'Надішліть ETag так, як його дала відповідь, з лапками, наприклад "7"; або кілька, через кому.',
  'If-None-Match':
    'Надішліть ETag так, як його дала відповідь, з лапками, наприклад "7"; або кілька, через кому; або *.',
  'Idempotency-Key': 'Надішліть до 255 символів одним словом або в подвійних лапках із \\ перед " і \\.',
};

const conflicts = {
  changed: 'Прочитайте ще раз і повторіть свою зміну; це вже не та версія, яку ви читали.',
  weak: 'Надішліть ETag так, як його дала відповідь, наприклад "7"; слабкий (W/"7") не збігається тут із жодною версією.',
  exists: 'Прочитайте, а тоді змініть із його ETag у If-Match; воно вже є.',
};

const rights = {
  none: 'Ви не маєте на це права.',
  otherTask: 'Позначайте власні роботи; ця належить іншому техніку або поки нікому.',
};

const missing = {
  unversioned: 'Почніть шлях із /v1; так починаються всі шляхи.',
  neverSent: 'Повторіть за after або за from і to; цій підписці цього ніколи не надсилали.',
};

const wrongStatuses = {
  draft: 'Відредагуйте замовлення; термін здачі чернетки змінюють разом з іншими її полями.',
  sent: 'Спершу відкличте замовлення; надіслане змінюють лише в чернетці.',
  inProduction: 'Попросіть лабораторію повернути замовлення; воно вже в роботі.',
  other: 'У своєму статусі замовлення цього не дозволяє; що можна, показує список дій.',
};

const people: Record<Role, string> = {
  manager: 'керівників',
  dentist: 'лікарів',
  technician: 'техніків',
  laboratory: 'лабораторій',
};

const person: Record<Role, string> = {
  manager: 'керівник',
  dentist: 'лікар',
  technician: 'технік',
  laboratory: 'лабораторія',
};

/** Names as "один, два і три". */
const listed = (names: readonly string[]) => names.join(', ').replace(/, ([^,]*)$/, ' і $1');

/** All messages of the HTTP layer in Ukrainian. */
export const uk: Messages = {
  problems: {
    unauthorized: {
      title: 'Вхід не виконано',
      detail: () => 'Отримайте новий токен; із цього не видно, хто ви для цієї служби.',
    },
    forbidden: {
      title: 'Не дозволено',
      detail: ({ roles, role, because }) =>
        roles && role
          ? `Це лише для ${listed(roles.map((one) => people[one]))}; ваша роль – ${person[role]}.`
          : rights[because ?? 'none'],
    },
    not_found: {
      title: 'Не знайдено',
      detail: ({ because }) =>
        because ? missing[because] : 'Перевірте номер або адресу; тут немає нічого, що ви можете бачити.',
    },
    method_not_allowed: {
      title: 'Метод не дозволено',
      detail: () => 'Ця адреса приймає інші методи; їх називає заголовок Allow.',
    },
    invalid_status: {
      title: 'Не в цьому статусі',
      detail: ({ because }) => wrongStatuses[because ?? 'other'],
    },
    payroll_finalized: {
      title: 'Оплату праці затверджено',
      detail: () => 'Відкрийте оплату праці знову, щоб змінити заробіток техніків; її затверджено.',
    },
    feed_expired: {
      title: 'Стрічка застаріла',
      detail: () => 'Продовжуйте після номера перед найстарішим; раніші події вже не зберігаються.',
    },
    version_conflict: {
      title: 'Тим часом змінено',
      detail: ({ because }) => conflicts[because ?? 'changed'],
    },
    body_too_large: { title: 'Тіло запиту завелике', detail: () => 'Надішліть не більше ніж 1 MiB.' },
    unsupported_media_type: {
      title: 'Тип даних не підтримується',
      detail: ({ expected }) =>
        expected === 'identity'
          ? 'Надішліть тіло запиту як є, без Content-Encoding.'
          : `Надішліть ${expected.replace(', ', ' або ')} і вкажіть це в Content-Type.`,
    },
    malformed_body: { title: 'Тіло запиту не читається', detail: () => 'Надішліть тіло запиту як JSON у UTF-8.' },
    invalid_header: {
      title: 'Неправильний заголовок',
      detail: () => 'Виправте заголовок, який називає список помилок.',
    },
    validation_failed: {
      title: 'Запит має помилки',
      detail: () => 'Виправте кожну помилку зі списку.',
    },
    not_ready: {
      title: 'Не готово до надсилання',
      detail: () => 'Виправте те, що називає список; чернетку ще не можна надіслати.',
    },
    idempotency_key_reused: {
      title: 'Idempotency-Key уже використано',
      detail: () => 'Надішліть новий Idempotency-Key; цей належить іншому запиту.',
    },
    precondition_required: {
      title: 'Потрібна умова',
      detail: () => 'Надішліть If-Match з ETag тієї версії, яку ви прочитали.',
    },
    try_again: { title: 'Спробуйте ще раз', detail: () => 'Будь ласка, повторіть запит за мить.' },
    internal_error: {
      title: 'Внутрішня помилка',
      detail: () => 'Повторіть запит пізніше; помилка в нас, а не у вашому запиті.',
    },
  },
  faults: {
    invalid_header: ({ header, adds }) =>
      adds ? 'Надішліть *, щоб записати лише тоді, коли ще нічого немає, або приберіть його.' : headers[header],
    bad_cursor: () => 'Приберіть його, щоб почати спочатку; цей cursor не з цього списку.',
    search_too_wide: () => 'Напишіть більше від імені; надто багато імен так починаються.',
    key_reused: () => 'Надішліть новий ключ; цей належить іншому запиту.',
    past_the_end: ({ last }) => `Надішліть ${last} або менше; там закінчується ваша стрічка.`,
    inactive_subscription: () =>
      'Увімкніть підписку, надіславши PUT з усім її вмістом і "active": true, а тоді попросіть те, що вона пропустила.',
    catching_up: () => 'Зараз нічого не просіть повторити: підписка надолужує й сама отримає те, що пропустила.',
    replay_runs: () => 'Зачекайте, доки закінчиться поточне повторення; підписка отримує їх по одному.',
  },
};
