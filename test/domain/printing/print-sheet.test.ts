import { describe, expect, it } from 'vitest';
import type { Caller } from '#domain/kernel/caller.ts';
import { chartRows } from '#domain/kernel/teeth.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import type { Order } from '#domain/order/order.ts';
import { type FormSheet, type LabelSheet, sheetOf } from '#domain/printing/print-sheet.ts';
import { Section } from '#domain/printing/printed-document.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';
import { accepted, act, messageOf } from '#test/support/orders.ts';
import {
  asDraft,
  catalog,
  dentist,
  eur,
  laboratory,
  line,
  manager,
  printed,
  published,
  revised,
  settings,
  task,
  technician,
} from '#test/support/printing/orders-to-print.ts';

const form = (order: Order, request: object = {}, caller = manager, set = settings) =>
  printed(order, request, caller, set).sheet as FormSheet;
const label = (order: Order, request: object = {}) => printed(order, { kind: 'label', ...request }).sheet as LabelSheet;
const refusal = (request: object, caller = manager, set = settings) =>
  sheetOf(published, PrintOrder.parse(request), { caller, settings: set, catalog });

describe('the sections of a form', () => {
  it('are services, chart, note and plan unless chosen, and always in the sequence of the paper', () => {
    expect(printed(published).sections).toEqual(['services', 'dentalCard', 'note', 'workPlan']);
    expect(printed(published, { sections: ['prices', 'services', 'prices'] }).sections).toEqual(['services', 'prices']);
  });

  it('are for a laboratory the same but for the plan, and its prices have no discount', () => {
    expect(printed(published, {}, laboratory).sections).toEqual(['services', 'dentalCard', 'note']);
    const open = { ...settings, laboratoriesSeePrices: true };
    const sums = (caller: Caller) =>
      form(published, { sections: ['prices'] }, caller, open).prices?.sums.map(([sum]) => sum);
    expect(sums(manager)).toEqual(['Subtotal', expect.stringMatching(/^Discount/), 'Total']);
    expect(sums(laboratory)).toEqual(['Subtotal', 'Total']);
  });

  it.each(Section.options)('are there where chosen, and nowhere else: %s', (section) => {
    const sheet = form(published, { sections: [section] });
    expect(Section.options.filter((other) => other in sheet)).toEqual([section]);
  });

  it('are refused, each by its pointer, where the caller may not see them', () => {
    const open = { ...settings, laboratoriesSeePrices: true };
    const pointers = (decision: ReturnType<typeof refusal>) =>
      decision.kind === 'refused' && decision.refused.code === 'forbidden'
        ? decision.refused.errors?.map(({ pointer }) => pointer)
        : [];
    const sections = ['payroll', 'services', 'prices'];
    expect(pointers(refusal({ sections }, manager))).toEqual([]);
    expect(pointers(refusal({ sections }, dentist))).toEqual(['/sections/0']);
    expect(pointers(refusal({ sections }, technician))).toEqual(['/sections/2']);
    expect(pointers(refusal({ sections }, laboratory))).toEqual(['/sections/0', '/sections/2']);
    expect(pointers(refusal({ sections }, laboratory, open))).toEqual(['/sections/0']);
  });

  it('are refused with the reason: what the organisation does not show, and what is not theirs to see', () => {
    const sections = ['payroll', 'prices'];
    const messages = (caller: Parameters<typeof refusal>[1]) => {
      const decision = refusal({ sections }, caller);
      return decision.kind === 'refused' && 'errors' in decision.refused ? decision.refused.errors?.map(messageOf) : [];
    };
    const notYours = 'Leave it out; you may not see this.';
    expect(messages(laboratory)).toEqual([notYours, 'Leave it out; this organisation does not show you prices.']);
    expect(messages(technician)).toEqual([notYours]);
  });

  it('never show pay in the plan, nor others’ pay to a technician', () => {
    expect(JSON.stringify(form(published, { sections: ['workPlan'] }))).not.toContain('4.5');
    const mine = printed(published, { sections: ['payroll'] }, technician);
    expect(mine.pay).toBe('olena');
    expect(JSON.stringify(mine.sheet)).not.toMatch(/Minh|Margin|Order total/);
    expect(printed(published, { sections: ['payroll'] }).pay).toBe('all');
    expect(printed(published).pay).toBeNull();
  });
});

describe('the notation of teeth', () => {
  it.each([
    ['en', 'FDI', 'Teeth (FDI)', 'Dental chart (FDI)'],
    ['de', 'Palmer', 'Zähne (Palmer)', 'Zahnschema (Palmer)'],
    ['uk', 'Universal', 'Зуби (Universal)', 'Зубна формула (Universal)'],
  ])('is named wherever teeth stand: %s in %s', (language, toothNotation, column, chart) => {
    const { services, dentalCard } = form(published, { language, toothNotation });
    expect(services?.head).toContain(column);
    expect(dentalCard?.title).toBe(chart);
  });

  it('is the order’s own unless told; another says so, and which one free text is in', () => {
    const own: Order = { ...published, toothNotation: 'Universal' };
    expect(form(own).services?.head).toContain('Teeth (Universal)');
    expect([form(own), form(own, { toothNotation: 'Universal' })].map(({ notation }) => notation)).toEqual([
      null,
      null,
    ]);
    expect(form(own, { toothNotation: 'FDI' }).notation).toBe(
      'Teeth here in FDI. Free text as written; the order itself uses Universal.',
    );
    expect(form({ ...own, toothNotation: null, services: [] }, { toothNotation: 'Palmer' }).notation).toBeNull();
  });
});

describe('what an order does not have', () => {
  const bare: Order = { ...published, note: null, workPlan: { ...published.workPlan, tasks: [] } };

  it('is left out of the usual form', () => {
    expect(Section.options.filter((section) => section in form(bare))).toEqual(['services', 'dentalCard']);
    const unplannedServices = [{ serviceId: 'courier', name: 'Express courier' }];
    expect(form({ ...bare, workPlan: { ...bare.workPlan, unplannedServices } }).workPlan?.remarks).toContain(
      'Without tasks: Express courier',
    );
  });

  it('says so where it is asked for by name', () => {
    const { note, workPlan } = form(bare, { sections: ['note', 'workPlan'] });
    expect([note?.text, workPlan?.remarks]).toEqual(['–', ['None.']]);
  });
});

const copied = { source: 'A0B1C2D3E4' };
const referenced: Order = { ...published, laboratoryWork: { laboratoryReference: 'A-4711', journeys: [] } };

describe('a remake', () => {
  const remake: Order = { ...published, ...copied, remake: { reason: 'Too dark at the neck' } };
  const known: Order = { ...remake, sourceSentTo: ['apex-lab'] };

  it.each([
    ['en', 'REMAKE of\u00A0#A0B1C2D3E4', 'Made again because'],
    ['de', 'NEUANFERTIGUNG von\u00A0#A0B1C2D3E4', 'Grund der Neuanfertigung'],
    ['uk', 'ПЕРЕРОБКА замовлення\u00A0#A0B1C2D3E4', 'Причина переробки'],
  ])('says so on form and label, of which order, and why on the form: %s', (language, word, caption) => {
    const { remake: onForm, facts } = form(remake, { language });
    expect([onForm, label(remake, { language }).remake]).toEqual([word, word]);
    expect(facts).toContainEqual([caption, 'Too dark at the neck']);
    expect(facts.flat()).not.toContain('#A0B1C2D3E4');
    expect(JSON.stringify(label(remake, { language }))).not.toContain('Too dark');
  });

  it('says to a laboratory of which order only if that had been sent to it', () => {
    const said = (order: Order) =>
      [{}, { kind: 'label' }].map((request) => printed(order, request, laboratory).sheet.remake);
    expect(said(known)).toEqual(Array(2).fill('REMAKE of\u00A0#A0B1C2D3E4'));
    expect(said(remake)).toEqual(['REMAKE', 'REMAKE']);
    expect(said({ ...remake, sourceSentTo: ['bright-lab'] })).toEqual(['REMAKE', 'REMAKE']);
  });

  it('is marked beside the mark of a draft, and not where the order is none', () => {
    const { mark, remake: word } = form(asDraft(known));
    expect([mark, word]).toEqual(['DRAFT', 'REMAKE of\u00A0#A0B1C2D3E4']);
    expect(form({ ...published, ...copied, sourceSentTo: ['apex-lab'] }).remake).toBeNull();
  });
});

describe('the head of a form', () => {
  it('marks what is not sent, and calls only what was sent a prescription', () => {
    const cancelled: Order = { ...asDraft(published), status: 'cancelled' };
    expect([published, asDraft(published), cancelled].map((order) => form(order).mark)).toEqual([
      null,
      'DRAFT',
      'CANCELLED',
    ]);
    expect([published, asDraft(published)].map((order) => form(order).prescription !== null)).toEqual([true, false]);
  });

  it('says from the second revision on which it is and which it replaces; a draft is of none', () => {
    const said = (order: Order, request: object = {}) => {
      const { revision, replaces } = form(order, request);
      return [revision, replaces];
    };
    expect(said(published)).toEqual([null, null]);
    expect(said(revised(published, 3))).toEqual(['Revision\u00A03', 'Replaces revision\u00A02']);
    expect(said(revised(published, 2), { language: 'de' })[1]).toBe('Ersetzt Revision\u00A01');
    const again = revised(published, 2);
    expect(said(accepted(withdrawOrder.decide(again, {}, act())))).toEqual([null, null]);
  });

  it('replaces no revision that another laboratory has', () => {
    const moved = revised(published, 2, null);
    for (const caller of [manager, laboratory]) {
      const { revision, replaces, facts } = form(moved, {}, caller);
      expect([revision, replaces]).toEqual(['Revision\u00A02', null]);
      expect(facts.map(([caption]) => caption)).not.toContain('Changed');
    }
  });

  it('names what is different from the revision that it replaces, by the captions of the paper', () => {
    const changed = (fields: string[], request: object = {}) =>
      form(revised(published, 2, fields), request, laboratory).facts.find(([caption]) =>
        ['Changed', 'Geändert', 'Змінено'].includes(caption),
      );
    expect(changed(['services', 'dueDate', 'note'])).toEqual(['Changed', 'Services · Due in the clinic · Note']);
    expect(changed(['customer', 'clinic', 'toothNotation'])).toEqual(['Changed', 'Clinic · Services']);
    expect(changed(['patient', 'enclosures'], { language: 'de' })).toEqual(['Geändert', 'Patient · Mitgeliefert']);
    expect(changed(['note'], { language: 'uk' })).toEqual(['Змінено', 'Примітка']);
    expect(changed([])).toEqual(['Changed', '–']);
    expect(form(published).facts.map(([caption]) => caption)).not.toContain('Changed');
  });

  it('says who orders, who makes it and for whom, with all that is known of them', () => {
    const order: Order = { ...published, patient: { ...published.patient, reference: 'CASE-4711' } };
    expect(form(order).parties).toEqual([
      {
        caption: 'Clinic',
        lines: ['Northside Mitte', 'Anna Weber', 'Reg. no. BE-20417', 'Musterstraße 12, 10115 Berlin, Germany'],
      },
      { caption: 'Laboratory', lines: ['Apex Dental Laboratory', 'Am Musterhafen 48, 20457 Hamburg, Germany'] },
      { caption: 'Patient', lines: ['Maria Łukaszewska', 'Born 1968-04-09', 'Reference CASE-4711'] },
    ]);
    expect(form({ ...order, laboratory: null, patient: {} }).parties.slice(1)).toEqual([
      { caption: 'Laboratory', lines: ['–'] },
      { caption: 'Patient', lines: ['–'] },
    ]);
  });

  it('says what comes with it, what it is a copy of, and why it was cancelled', () => {
    const sent = ['Sent', 'Sent by'];
    const captions = (order: Order) => form(order).facts.map(([caption]) => caption);
    expect(captions(published)).toEqual(['Created', ...sent, 'Enclosed']);
    expect(captions({ ...asDraft(published), enclosures: [] })).toEqual(['Created']);
    const cancelled = { cancelledAt: published.updatedAt, cancelReason: 'Chose another treatment' };
    expect(form({ ...asDraft(published), ...cancelled, ...copied }).facts.slice(1)).toEqual([
      ['Copy of', '#A0B1C2D3E4'],
      ['Cancelled', 'Fri\u00A02026-12-04'],
      ['Reason', 'Chose another treatment'],
      ['Enclosed', 'Scan 2026-118 · Bite record · Shade photographs'],
    ]);
  });

  it('calls an order sent only while a laboratory has it: one that came back is a draft', () => {
    const captions = (order: Order) => form(order).facts.map(([caption]) => caption);
    expect(captions(accepted(withdrawOrder.decide(published, {}, act())))).toEqual(['Created', 'Enclosed']);
    const cancelled = { status: 'cancelled', cancelledAt: published.updatedAt } as const;
    expect(captions({ ...published, ...cancelled })).toEqual(['Created', 'Sent', 'Sent by', 'Cancelled', 'Enclosed']);
  });

  it('names a copy’s source to a laboratory only if that had been sent to it', () => {
    const facts = (order: Order) => form(order, {}, laboratory).facts.map(([caption]) => caption);
    expect(facts({ ...published, ...copied })).not.toContain('Copy of');
    expect(facts({ ...published, ...copied, sourceSentTo: ['bright-lab', 'apex-lab'] })).toContain('Copy of');
  });

  it('shows to each side the version that it knows, and nothing else of a change that a laboratory does not read', () => {
    const planned = { ...published, version: 12, updatedAt: '2026-12-24T08:00:00.000Z' };
    expect([form(planned).version, form(planned, {}, laboratory).version]).toEqual(['Version 12', 'Version 3']);
    expect(printed(planned, {}, laboratory)).toEqual(printed(published, {}, laboratory));
    expect(label(planned)).toEqual(label(published));
  });

  it('says when and why the due date was changed after sending', () => {
    const moved = (reason?: string): Order => ({
      ...published,
      laboratoryWork: { journeys: [], rescheduled: { at: '2026-12-09T23:30:00.000Z', ...(reason && { reason }) } },
    });
    expect(form(moved()).facts).toContainEqual(['Due date changed on', 'Thu\u00A02026-12-10']);
    expect(form(moved('The patient is away')).facts).toContainEqual([
      'Due date changed on',
      'Thu\u00A02026-12-10 · The patient is away',
    ]);
  });

  it('names the laboratory’s own reference with the laboratory', () => {
    expect(form(referenced).parties[1]?.lines.at(-1)).toBe('Lab no.\u00A0A-4711');
    expect(form(referenced, { language: 'de' }).parties[1]?.lines.at(-1)).toBe('Labor-Nr.\u00A0A-4711');
  });

  it('says who sent it and for whom', () => {
    expect(form(published).facts).toContainEqual(['Sent by', 'Manager northside-manager, for Anna Weber']);
    const named: Order = { ...published, publishedBy: { sub: 'x1', role: 'manager', name: 'Katrin Vogel' } };
    for (const caller of [manager, laboratory])
      expect(form(named, {}, caller).facts).toContainEqual(['Sent by', 'Manager Katrin Vogel, for Anna Weber']);
    const own: Order = { ...published, publishedBy: { sub: 'weber', role: 'dentist', name: 'Anna W.' } };
    expect(form(own).facts).toContainEqual(['Sent by', 'Anna Weber']);
  });

  it('dates in the tenant’s zone, with the day of the week', () => {
    const late: Order = { ...published, publishedAt: '2026-12-31T23:30:00.000Z' };
    expect(form(late).facts).toContainEqual(['Sent', 'Fri\u00A02027-01-01']);
    expect(form(late, {}, manager, { ...settings, timeZone: 'UTC' }).facts).toContainEqual([
      'Sent',
      'Thu\u00A02026-12-31',
    ]);
    expect(form(published).due).toEqual(['Due in the clinic', 'Fri\u00A02026-12-18']);
  });

  it('speaks the language asked for, or the tenant’s', () => {
    expect(form(published, { language: 'de' }).title).toBe('Zahntechnischer Auftrag #E33E1B813D');
    expect(form(published, {}, manager, { ...settings, language: 'uk' }).due[1]).toBe('пт\u00A02026-12-18');
  });
});

describe('services', () => {
  it('say where, how many and in which shade, teeth in listing order, and below that all else', () => {
    const services = [
      ...published.services,
      line('denture', 'Denture', {
        unit: 'arch',
        arch: 'both',
        quantity: 2,
        shade: { system: 'other', value: 'As 11' },
      }),
    ].map((one) => ({ ...one, teeth: one.teeth.toReversed() }));
    expect(form({ ...published, services }).services?.rows).toEqual([
      {
        cells: ['1', 'Zirconia bridge, a unit', '24 25 26', '3', 'A3 (VITA Classical)'],
        details: ['Pontics: 25', 'Material: Zirconia 3Y, multilayer', `Note: ${published.services[0]?.note}`],
      },
      {
        cells: ['2', 'Lithium disilicate crown', '11 21', '2', 'A3.5 (VITA Classical)'],
        details: ['Stump: ND3 (Natural Die)'],
      },
      {
        cells: ['3', 'Implant crown, screw-retained, zirconia on titanium base', '36', '1', 'A3 (VITA Classical)'],
        details: ['Implant: Straumann Bone Level, RC, screw-retained'],
      },
      { cells: ['4', 'Denture', 'Both jaws', '2', 'As 11'], details: [] },
    ]);
  });
});

describe('the plan', () => {
  it('has a box for each task, its line of the form, who does it and when', () => {
    const tasks = [...published.workPlan.tasks.slice(1), task('call', 'Call the clinic', { employeeId: 'gone' })];
    const { workPlan } = form({ ...published, workPlan: { ...published.workPlan, tasks } });
    expect(workPlan?.rows.map(({ cells }) => cells)).toEqual([
      ['', 'Scan models or import scan', '1', '1', 'Minh Nguyễn', 'Thu\u00A02026-12-10'],
      ['', 'Design in CAD', '1', '3', 'Minh Nguyễn', 'Fri\u00A02026-12-11'],
      ['', 'Mill and sinter zirconia', '1', '3', 'Minh Nguyễn', 'Mon\u00A02026-12-14'],
      ['', 'Wax, invest and press glass ceramic', '2', '2', 'Олена Шевченко', 'Mon\u00A02026-12-14'],
      ['', 'Shape, stain and glaze', '2', '2', 'Олена Шевченко', 'Wed\u00A02026-12-16'],
      ['', 'Bond to titanium base', '3', '1', 'Олена Шевченко', 'Wed\u00A02026-12-16'],
      ['', 'Final inspection and packing', '1', '1', '', 'Thu\u00A02026-12-17'],
      ['', 'Call the clinic', '', '1', 'gone', ''],
    ]);
  });

  it('says that the services have left it behind', () => {
    const remarks = (outdated: boolean) =>
      form({ ...published, workPlan: { ...published.workPlan, outdated } }).workPlan?.remarks;
    expect(remarks(true)).toHaveLength(1);
    expect(remarks(false)).toEqual([]);
  });
});

describe('the payroll', () => {
  const record = { recordId: 'r', employeeId: 'minh', amount: eur(10_00), at: published.createdAt };
  const records = [{ ...record, note: 'Evening shift', by: published.createdBy }];

  it('pays each task and record, each technician and all together, and says to managers what is left', () => {
    const tasks = published.workPlan.tasks.slice(5);
    const order = { ...published, workPlan: { ...published.workPlan, tasks }, payroll: { records, finalized: true } };
    const { payroll } = form(order, { sections: ['payroll'] });
    expect(payroll?.rows).toEqual([
      { cells: ['Олена Шевченко', 'Shape, stain and glaze', '2', '€4.50', '€9.00'], details: [] },
      { cells: ['Олена Шевченко', 'Bond to titanium base', '1', '€4.50', '€4.50'], details: [] },
      { cells: ['No technician yet', 'Final inspection and packing', '1', '€4.50', '€4.50'], details: [] },
      { cells: ['Minh Nguyễn', 'Set by hand', '1', '€10.00', '€10.00'], details: ['Evening shift'] },
    ]);
    expect(payroll?.sums).toEqual([
      ['Олена Шевченко', '€13.50'],
      ['Minh Nguyễn', '€10.00'],
      ['Pay in all', '€23.50'],
      ['Order total', '€678.30'],
      ['Margin', '€654.80'],
    ]);
    expect(payroll?.remarks).toHaveLength(1);
  });

  it('is not called finalized while it is open', () => {
    expect(form(published, { sections: ['payroll'] }).payroll?.remarks).toEqual([]);
  });
});

describe('prices', () => {
  it('say what was set by hand, and take the discount off', () => {
    const order: Order = {
      ...published,
      services: [
        line('crown', 'Crown', { teeth: ['11'], unitPrice: eur(0) }),
        line('bridge', 'Bridge', { quantity: 2 }),
      ],
    };
    const { prices } = form(order, { sections: ['prices'] });
    expect(prices?.rows[0]).toEqual({ cells: ['1', 'Crown', '1', '€0.00', '€0.00'], details: ['Set by hand'] });
    expect(prices?.sums).toEqual([
      ['Subtotal', '€238.00'],
      ['Discount 5%', '-€11.90'],
      ['Total', '€226.10'],
    ]);
  });
});

describe('the dental chart', () => {
  const chart = (...services: Order['services']) => form({ ...published, services }).dentalCard;
  const marks = (card: ReturnType<typeof chart>) =>
    Object.values(card?.rows ?? {})
      .flat()
      .flatMap(({ tooth, crown, implant }) => (crown || implant ? [[tooth, crown, implant]] : []));

  it('shows the mouth from the front, the patient’s right on the left', () => {
    const [upper, lower] = [chartRows.upper, chartRows.lower].map((row) => row.join(' '));
    expect(upper).toBe('18 17 16 15 14 13 12 11 21 22 23 24 25 26 27 28');
    expect(lower).toBe('48 47 46 45 44 43 42 41 31 32 33 34 35 36 37 38');
    expect(chartRows.upperMilk.join(' ')).toBe('55 54 53 52 51 61 62 63 64 65');
    expect(chartRows.lowerMilk.join(' ')).toBe('85 84 83 82 81 71 72 73 74 75');
  });

  it('fills abutments and single teeth, hatches pontics, and puts implants where no pontic hangs', () => {
    const implant = { system: 'Straumann BLX' };
    const card = chart(
      line('b', 'Bridge', { teeth: ['34', '35', '36'], pontics: ['35'], implant }),
      line('c', 'Crown', { teeth: ['11'] }),
    );
    expect(marks(card)).toEqual([
      ['11', 'filled', false],
      ['34', 'filled', true],
      ['35', 'hatched', false],
      ['36', 'filled', true],
    ]);
    expect(card?.legend.map(({ sign }) => sign)).toEqual(['filled', 'hatched', 'implant']);
  });

  it('brackets work that takes a jaw; a bar has implants and no crowns', () => {
    const card = chart(
      line('d', 'Full denture', { unit: 'arch', arch: 'both' }),
      line('r', 'Repair', { unit: 'piece', arch: 'upper' }),
      line('bar', 'Bar', { unit: 'arch', arch: 'lower', teeth: ['43'], implant: { system: 'Nobel' } }),
    );
    expect(card?.spans).toEqual({ upper: ['Full denture', 'Repair'], lower: ['Full denture', 'Bar'] });
    expect(marks(card)).toEqual([['43', null, true]]);
  });

  it('has the milk rows only where they are used, and numbers teeth as asked', () => {
    expect(chart()?.rows.upperMilk).toEqual([]);
    const order = { ...published, services: [line('m', 'Milk crown', { teeth: ['54'] })] };
    const numbers = (toothNotation: string) =>
      form(order, { toothNotation }).dentalCard?.rows.upperMilk.map(({ label }) => label);
    expect(numbers('FDI')?.slice(0, 2)).toEqual(['55', '54']);
    expect(numbers('Universal')?.slice(0, 2)).toEqual(['A', 'B']);
    expect(numbers('Palmer')).toEqual(['E⏌', 'D⏌', 'C⏌', 'B⏌', 'A⏌', '⎿A', '⎿B', '⎿C', '⎿D', '⎿E']);
    expect(form(order).dentalCard?.rows.lowerMilk).toEqual([]);
  });
});

describe('a label', () => {
  it('says whose work it is without a name, a birthday, a service or a price', () => {
    const text = JSON.stringify(label(published));
    expect(label(published).patient).toBe('Pat.\u00A0M.\u00A0Ł.');
    expect(text).not.toMatch(/Łukaszewska|1968|bridge|119/i);
    expect(text).toMatch(/Northside Mitte.*Anna Weber.*Apex Dental Laboratory/);
  });

  it('has the revision from the second on, and the laboratory’s reference', () => {
    expect(label(published)).toMatchObject({ revision: null, laboratoryReference: null });
    expect(label(revised(referenced, 2), { size: '58x40' })).toMatchObject({
      revision: 'Revision\u00A02',
      laboratoryReference: 'Lab no.\u00A0A-4711',
    });
  });

  it('takes a perceived character of each name, or the reference where there is none', () => {
    const patient = { firstName: 'A\u0301ine', lastName: 'Ŧ' };
    expect(label({ ...published, patient }).patient).toBe('Pat.\u00A0A\u0301.\u00A0Ŧ.');
    expect(label({ ...published, patient: { reference: 'P-2041' } }).patient).toBe('Pat.\u00A0P-2041');
    expect(label({ ...published, patient: {} }).patient).toBe('Pat.\u00A0–');
  });

  it('takes letters for initials, and the reference where no name has any', () => {
    const shown = (patient: object) => label({ ...published, patient }).patient;
    expect(shown({ firstName: '(Girl)', lastName: '’s-Gravesande' })).toBe('Pat.\u00A0G.\u00A0S.');
    expect(shown({ firstName: '“Bob”', lastName: "'t Hooft" })).toBe('Pat.\u00A0B.\u00A0T.');
    expect(shown({ firstName: '“”', lastName: 'ßen' })).toBe('Pat.\u00A0ß.');
    expect(shown({ firstName: '“”', lastName: '???', reference: 'P-2041' })).toBe('Pat.\u00A0P-2041');
    expect(shown({ lastName: '???' })).toBe('Pat.\u00A0–');
  });

  it('calls the patient a patient in its language, and an initial is a capital', () => {
    const patient = { firstName: 'ольга', lastName: 'von Neumann' };
    const patients = ['en', 'uk', 'de'].map((language) => label({ ...published, patient }, { language }).patient);
    expect(patients).toEqual(['Pat.', 'Пац.', 'Pat.'].map((caption) => `${caption}\u00A0О.\u00A0V.`));
  });
});
