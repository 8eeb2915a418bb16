import { fullName } from '#domain/kernel/full-name.ts';
import type {
  Expected,
  Format,
  HandSet,
  Instead,
  Messages,
  Tables,
  Thing,
  TooLarge,
  Unreachable,
} from '#domain/kernel/messages/en.ts';
import { teethLike } from '#domain/kernel/messages/teeth-like.ts';
import { dayAndTime, dayFirst } from '#domain/kernel/messages/written-dates.ts';

/** A number with unbroken spaces between groups of digits and a comma before decimals: 9 999 999 999 and 0,01. */
const grouped = (number: number): string =>
  String(number)
    .replace('.', ',')
    .replace(/\B(?=(?:\d{3})+$)/g, '\u00A0');

/** An amount with a comma before its decimals, as the desk fills it in: 120,00. */
const withComma = (amount: string): string => amount.replace('.', ',');

// The sentences name a number after a colon or an abbreviation, so that no noun has to agree with it.
const types: Record<Exclude<Expected['type'], 'list'>, string> = {
  text: 'текст',
  number: 'число',
  wholeNumber: 'ціле число',
  minorUnits: 'ціле число найменших одиниць (центів)',
  boolean: 'true або false',
  date: 'дату у вигляді РРРР-ММ-ДД',
  object: 'об’єкт',
};

const oneOf = (values: readonly string[]) =>
  values.length > 1 ? `Виберіть одне з: ${values.join(', ')}.` : `Укажіть ${values.join()}.`;

function send({ type, values, least, most, forms = [] }: Expected): string {
  if (values) return oneOf(values);
  const shape = forms.join(' або ');
  if (type === 'object' && shape) return `Надішліть ${shape}.`;
  if (type === 'list') return `Надішліть список, у якому ${shape || 'тексти'}.`;
  const range = least === undefined || most === undefined ? '' : ` від ${grouped(least)} до ${grouped(most)}`;
  return `Укажіть ${types[type]}${range}.`;
}

const insteads: Record<Instead, string> = {
  null: ' або надішліть null, щоб поле було порожнє',
  nothing: ' або приберіть це поле',
};

const formats: Record<Format, string> = {
  id: 'Візьміть від 1 до 40 малих латинських літер, цифр або дефісів, на початку не дефіс.',
  orderNumber: 'Номер замовлення складається з 10 цифр або латинських літер від A до F.',
  documentId: 'Ідентифікатор документа складається з 64 шістнадцяткових цифр, літери малі.',
  date: 'Укажіть справжню дату у вигляді РРРР-ММ-ДД.',
  time: 'Укажіть час від 00:00 до 23:59.',
  timeZone: 'Укажіть часовий пояс IANA, наприклад Europe/Kyiv.',
  currencyCode: 'Укажіть 3 великі латинські літери, наприклад EUR.',
  currency: 'Укажіть валюту за ISO 4217.',
  email: 'Укажіть адресу електронної пошти, наприклад anna@example.com.',
  plainText: 'Приберіть керівні символи.',
  visibleText: 'Напишіть хоча б один видимий символ.',
  wellFormedText: 'Приберіть пошкоджені символи.',
};

const unreachable: Record<Unreachable, string> = {
  noUrl: 'Укажіть URL, наприклад https://example.com/orders.',
  notSecure: 'Візьміть https на порту 443 загальнодоступної адреси.',
  port: 'Візьміть https на порту 443 і не пишіть порт.',
  userOrFragment: 'Приберіть користувача, пароль і фрагмент; доставки підписані.',
  notPublic: 'Візьміть загальнодоступну адресу з https на порту 443; ця не загальнодоступна.',
  neitherHereNorPublic:
    'Візьміть http або https до цього комп’ютера (http://127.0.0.1:4000/) чи до загальнодоступної адреси.',
  unknownHost: 'Перевірте ім’я хоста; DNS його не знає.',
};

const handSet: Record<HandSet, string> = {
  unitPrice: 'ціна',
  price: 'ціна',
  quantity: 'кількість',
  employeeId: 'технік',
  dueDate: 'дата',
  discount: 'знижка',
};

const hidden = {
  unset: 'Приберіть це; ви не можете цього встановити.',
  unseen: 'Приберіть це; ви не можете цього бачити.',
  pricesUnseen: 'Приберіть це; ця організація не показує вам цін.',
};

const tooLarge: Record<TooLarge, string> = {
  order: 'Скоротіть примітки або поділіть замовлення; його обсяг',
  orderWithAnswers: 'Скоротіть примітки або поділіть замовлення; його обсяг разом із відповідями',
  answer: 'Напишіть коротше; обсяг замовлення разом із відповідями',
};

const things: Record<Thing, string> = { reason: 'Причин', section: 'Розділів', task: 'Робіт' };

const arches = { upper: 'upper (верхня щелепа)', lower: 'lower (нижня щелепа)', both: 'both (обидві щелепи)' };

type Person = { firstName: string; lastName: string };

const personInactive = (person: Person) => `${fullName(person)} – запис уже не активний.`;

const otherCurrency: Messages['faults']['other_currency'] = ({ currency, name }) =>
  name ? `«${name}» не має ціни в ${currency}.` : `Укажіть ${currency}.`;
const tooManyTasks: Messages['faults']['too_many_tasks'] = ({ count, most }) =>
  `Поділіть замовлення; робіт у ньому може бути не більше ніж ${grouped(most)}, а в цьому плані їх було б ${grouped(count)}.`;

export const tables: Tables = {
  unknown_table: ({ nearest, known }) =>
    nearest ? `Можливо, це ${nearest}?` : `Приберіть файл або назвіть його одним із цих імен: ${known.join(', ')}.`,
  not_utf8: () => 'Збережіть файл як «CSV UTF-8»; літери цього рядка не читаються.',
  no_columns: ({ known }) => `Почніть файл рядком із назвами стовпців, наприклад: ${known.join(', ')}.`,
  missing_column: () => 'Додайте цей стовпець; він потрібен кожному запису.',
  duplicate_column: () => 'Назвіть кожен стовпець один раз.',
  unclosed_quote: () => 'Закінчіть текст лапками, а кожні лапки всередині нього пишіть двічі: "".',
  cell_without_column: () =>
    'Візьміть у лапки текст, що містить роздільник; або назвіть стовпець, якщо його назви немає.',
  duplicate_entry: ({ line }) => `Дайте кожному запису власний ідентифікатор; цей уже є в рядку ${line}.`,
  contradicts_entry: ({ line }) => `Залиште це порожнім або напишіть те саме, що в рядку ${line}; обидва – один запис.`,
  invalid_flag: () => 'Напишіть так або ні.',
  invalid_amount: ({ currency, example, most }) =>
    `Напишіть суму в ${currency}, наприклад ${withComma(example)}, не більше ніж ${withComma(most)}.`,
  ambiguous_amount: ({ cell, meanings }) =>
    `${cell} може означати ${meanings.map(withComma).join(' або ')}; напишіть одне з них.`,
  amount_in_other_currency: ({ currency, example }) =>
    `Напишіть суму в ${currency}, валюті ваших налаштувань, наприклад ${withComma(example)}.`,
};

/** All messages in Ukrainian, in the words of a dental laboratory. */
export const uk: Messages = {
  faults: {
    required: (wanted) => `Це поле обов’язкове. ${send(wanted)}`,
    invalid_type: ({ quoted, ...wanted }) => (quoted ? 'Надішліть текст; візьміть число в лапки.' : send(wanted)),
    invalid_format: ({ format }) => formats[format],
    invalid_value: ({ values }) => oneOf(values),
    invalid_union: ({ forms }) => `Надішліть ${forms.join(' або ')}.`,
    too_small: ({ of, least, thing, instead }) => {
      if (of === 'number') return `Укажіть ${grouped(least)} або більше.`;
      const cure =
        of === 'text'
          ? least === 1
            ? 'Заповніть це'
            : `Напишіть символів: щонайменше ${grouped(least)}`
          : `${thing ? things[thing] : 'Елементів'} має бути щонайменше ${grouped(least)}`;
      return `${cure}${instead ? insteads[instead] : ''}.`;
    },
    too_big: ({ of, most }) =>
      ({
        number: `Не більше ніж ${grouped(most)}.`,
        text: `Символів: не більше ніж ${grouped(most)}.`,
        list: `Елементів: не більше ніж ${grouped(most)}.`,
      })[of],
    not_multiple_of: ({ step }) => `Укажіть число, кратне ${grouped(step)}.`,
    unknown_field: ({ nearest, known }) => {
      const cure = known.length > 0 ? `приберіть його або візьміть одне з: ${known.join(', ')}.` : 'приберіть його.';
      return `Такого поля тут немає; ${nearest ? `можливо, це ${nearest}?` : cure}`;
    },
    read_only: () => 'Приберіть це або надішліть так, як показала остання відповідь; змінити його не можна.',
    forbidden: ({ why }) => hidden[why],

    date_out_of_range: ({ first, last }) => `Укажіть рік від ${first} до ${last}.`,
    not_later: () => 'Виберіть кінець, пізніший за початок.',
    break_outside_hours: ({ from, to }) => `Виберіть перерву між ${from} і ${to}.`,
    duplicate_day: () => 'Назвіть кожен день тижня один раз.',
    until_before_date: () => 'Виберіть останній день, не раніший за перший.',
    until_too_late: () => 'Виберіть останній день менш ніж через рік після першого; виняток щорічний.',
    hours_incomplete: () => 'Укажіть початок і кінець або жодного з них для вихідного дня.',

    duplicate_template: () => 'Дайте кожному шаблону роботи власний templateId.',
    duplicate_tenant: () => 'Назвіть кожну організацію один раз.',
    currency_fixed: ({ currency }) => `Залиште ${currency}; послуги вже мають ціни в цій валюті.`,
    other_currency: otherCurrency,

    customer_required: () => 'Виберіть лікаря.',
    unknown_customer: () => 'У вас немає такого лікаря; виберіть іншого або попросіть спершу додати його.',
    inactive_customer: personInactive,
    born_in_future: ({ today }) => `Укажіть дату народження, не пізнішу за сьогодні, ${dayFirst(today)}.`,
    unknown_clinic: ({ clinics }) => `Виберіть клініку, у якій працює лікар: ${clinics.join(', ')}.`,
    unknown_laboratory: () => 'У вас немає такої лабораторії; виберіть іншу або попросіть спершу додати її.',
    inactive_laboratory: ({ name }) => `${name} – лабораторія вже не активна.`,
    order_too_large: ({ kilobytes, by }) => `${tooLarge[by]} – не більше ніж ${grouped(kilobytes)} КБ.`,
    invalid_discount: () =>
      'Надішліть { "type": "percentage", "percent": ... } або { "type": "fixed", "amount": ... }, або null, якщо знижки немає.',
    invalid_hold: () => 'Надішліть { "reason": ... } або null, щоб продовжити роботу.',
    awaiting_not_alone: () =>
      'Надішліть awaiting без інших умов або складіть список за status, customerId і терміном здачі.',
    patient_not_alone: () => 'Шукайте лише за пацієнтом або складіть список за status, customerId і терміном здачі.',
    due_dates_without_sort: () => 'Надішліть також sort=due або приберіть це; інші списки не йдуть за терміном здачі.',
    status_not_awaited: ({ statuses }) =>
      `Запитайте про: ${statuses.join(', ')}; за терміном здачі є лише замовлення, роботу за якими ще чекають.`,

    unknown_line: () => 'Приберіть lineId або надішліть lineId позиції цього замовлення.',
    duplicate_line: () => 'Назвіть кожну позицію один раз.',
    unknown_service: () => 'У каталозі немає такої послуги; виберіть іншу або попросіть спершу додати її.',
    inactive_service: ({ name }) => `${name} – цієї послуги більше немає.`,
    tooth_notation_required: () => 'Виберіть систему позначення зубів: FDI, Universal або Palmer.',
    unknown_tooth: ({ tooth, notation }) =>
      `${tooth} – такого зуба немає в системі ${notation}; пишіть зуби так: ${teethLike[notation]}.`,
    duplicate_tooth: ({ tooth }) => `Назвіть зуб ${tooth} лише один раз.`,
    pontic_not_in_teeth: () => 'Назвіть проміжну частину й серед зубів її позиції.',
    contradicts_teeth: ({ arch }) => `Приберіть arch або виправте зуби; їхнє місце: ${arches[arch]}.`,
    stump_shade_only: () => 'Natural Die – лише для кольору кукси.',
    unknown_shade: ({ system, values }) =>
      values
        ? `Виберіть колір за шкалою ${system}: ${values.join(', ')}.`
        : 'Напишіть один рядок, від 1 до 60 символів.',

    unknown_task: () => 'Приберіть taskId, щоб додати роботу; у плані немає роботи з таким ідентифікатором.',
    duplicate_task: () => 'Назвіть кожну роботу один раз.',
    too_many_tasks: tooManyTasks,
    unknown_employee: () => 'У вас немає такого працівника; виберіть іншого або спершу додайте його.',
    inactive_employee: personInactive,
    unknown_place: ({ places }) => `Приберіть pointer або візьміть одне з: ${places.join(', ')}.`,
    too_many_records: ({ most }) =>
      `Спершу приберіть запис про оплату праці; у замовленні їх може бути не більше ніж ${grouped(most)}.`,

    laboratory_missing: () => 'Виберіть лабораторію.',
    patient_missing: () => 'Укажіть прізвище пацієнта або власний код пацієнта.',
    services_missing: () => 'Замовте хоча б одну послугу.',
    due_date_missing: () => 'Виберіть термін здачі: день, коли робота має бути в клініці.',
    due_date_past: ({ date, today }) => `Виберіть ${dayFirst(today)} або пізніше; ${dayFirst(date)} уже минуло.`,
    discount_exceeds_subtotal: () => 'Зменште або приберіть знижку; вона більша за суму без знижки.',
    teeth_missing: ({ name }) => `${name}: назвіть зуби.`,
    arch_missing: ({ name }) => `${name}: укажіть верхню щелепу, нижню чи обидві.`,
    shade_missing: ({ name }) => `${name}: укажіть колір.`,
    bridge_too_short: ({ name }) => `${name}: назвіть щонайменше 2 зуби.`,
    one_jaw_a_line: ({ name }) => `${name}: замовте кожну щелепу окремою позицією.`,
    pontic_missing: ({ name }) => `${name}: укажіть, які зуби є проміжною частиною.`,
    abutment_missing: ({ name }) => `${name}: хоча б один зуб має бути опорним, а не проміжною частиною.`,
    implant_system_missing: ({ name }) => `${name}: назвіть систему імплантата.`,
    implant_platform_missing: ({ name }) => `${name}: назвіть платформу імплантата.`,
    implant_retention_missing: ({ name }) => `${name}: укажіть фіксацію, гвинтову чи цементну.`,

    customer_inactive: () => 'Змініть лікаря; запис цього лікаря вже не активний.',
    laboratory_inactive: () => 'Виберіть іншу лабораторію; ця вже не активна.',
    laboratory_not_open: () => 'Виберіть іншу лабораторію; ця не приймає від вас нових замовлень.',
    service_inactive: ({ name }) => `Приберіть позицію; ${name} – цієї послуги більше немає.`,

    range_reversed: ({ from }) => `Надішліть те саме, що ${from}, або більше.`,
    forbidden_url: ({ why }) => unreachable[why],
    secret_not_sent: () => 'Приберіть це; rotateSecret: true створює новий ключ.',
    too_many_secrets: ({ most, ends }) => {
      const { day, time } = dayAndTime(ends);
      return `Змініть ключ знову ${dayFirst(day)} о ${time} UTC, коли найстаріший із ключів (їх ${grouped(most)}) перестане підписувати.`;
    },
    too_many_subscriptions: ({ most }) => `Спершу видаліть підписку; їх може бути не більше ніж ${grouped(most)}.`,
  },

  warnings: {
    service_dropped: ({ name }) => `${name} – цієї послуги більше немає, тому в копії її пропущено.`,
    source_never_sent: ({ number }) =>
      `Перевірте, чи це переробка; замовлення #${number} ще не надсилали до лабораторії.`,
    hand_set_dropped: ({ line, task, fields }) => {
      const where = line ?? (task === undefined ? 'Копія' : `«${task}»`);
      return `${where} – втрачено встановлене вручну: ${fields.map((field) => handSet[field]).join(', ')}.`;
    },
    laboratory_not_connected: ({ name, laboratoryId }) =>
      `Уточніть у ${name}, чи правильний ідентифікатор «${laboratoryId}»; там ще ніхто не отримує замовлень.`,
    not_our_laboratory: ({ name }) =>
      `${name} – не ваша лабораторія. Плануйте лише те, що роблять ваші техніки; вони отримують за це оплату.`,
    gap_in_bridge: () => 'Перевірте зуби; у мостоподібному протезі є пропуск у ряду.',
    quantity_differs: ({ set, counted }) =>
      `Перевірте кількість; указано: ${grouped(set)}, пораховано: ${grouped(counted)}.`,
    due_date_far: ({ date }) => `Перевірте рік; до ${dayFirst(date)} більше року.`,
    due_on_day_off: ({ date }) => `${dayFirst(date)} – не ваш робочий день.`,
    due_date_too_early: ({ task, done, dueDate, earliest, cure }) => {
      const [what, must] =
        task === undefined ? ['роботи', 'Роботу треба почати'] : [`«${task}»`, `«${task}» має бути готово`];
      const blocked = done
        ? `${must} до ${dayFirst(done)}, а цей день уже минув.`
        : `До ${dueDate && dayFirst(dueDate)} у календарі немає робочого дня для ${what}.`;
      if (cure === 'task') return `${blocked} Вкажіть для цього у плані робіт пізнішу дату.`;
      if (cure === 'plan') return `${blocked} Узгодьте дати у плані робіт із терміном здачі.`;
      const first = earliest ? `${blocked} Найраніший можливий термін здачі – ${dayFirst(earliest)}.` : blocked;
      return cure ? `${first} Змініть термін здачі, а тоді узгодьте з ним дати у плані робіт.` : first;
    },
    plan_outdated: () => 'Після планування робіт послуги змінилися.',
    plan_not_made: ({ tasks, pay }) => {
      const why = (tasks && tooManyTasks(tasks)) ?? (pay && otherCurrency(pay)) ?? 'Оплату праці вже затверджено.';
      return `Замовлення надіслано без плану робіт. ${why}`;
    },
    task_after_due_date: ({ task, date }) => `«${task}» буде готово ${dayFirst(date)}, після терміну здачі.`,
    task_outdated: ({ task }) => `Змініть або приберіть «${task}» у плані робіт; ця робота вже не відповідає послугам.`,
    done_task_removed: ({ task }) =>
      `«${task}» було позначено як виконане, а в плані роботи цього вже немає; додайте знову, якщо це помилка.`,
    returned_by_laboratory: ({ message }) => `Лабораторія повернула замовлення: ${message}`,
    on_hold: ({ reason }) => `Замовлення призупинено: ${reason}`,
    overdue: ({ date }) => `Робота мала бути в клініці ${dayFirst(date)}.`,
    promised_after_due: ({ promised, dueDate }) =>
      `Роботу обіцяно на ${dayFirst(promised)}, а термін здачі – ${dayFirst(dueDate)}.`,
    task_overdue: ({ task, date }) => `«${task}» мало бути виконано ${dayFirst(date)}, але ще не виконано.`,
    unassigned_tasks: ({ count }) => `Робіт без техніка, за які ще нікому не платять: ${grouped(count)}.`,
    negative_margin: () => 'Техніки заробили б більше, ніж приносить замовлення.',
  },

  effects: {
    customer_changes: ({ from, to }) => `Лікарем замовлення стає ${fullName(to)} замість: ${fullName(from)}.`,
    reader_changes: ({ from, to }) => `${fullName(from)} більше не бачить замовлення; його бачить ${fullName(to)}.`,
    clinic_changes: ({ from, to }) => `Роботу доставлять до: ${to}, а не до: ${from}.`,
    task_added: ({ task, date, employeeId }) =>
      [`«${task}»`, date && `на ${dayFirst(date)}`, employeeId && `виконує ${employeeId}`].filter(Boolean).join(' '),
  },

  endings: {
    gone: () => 'Одержувач відповів 410: він більше не хоче подій.',
    gave_up: ({ attempts, last }) => `Усі спроби (${attempts}) невдалі, остання – з результатом: ${last}.`,
  },
};
