/** The demo tenants and laboratories, as request bodies of the routes that write them. */
import { demoServices, type Trade } from '#infra/local/demo/catalog.ts';

type Person = [id: string, firstName: string, lastName: string];
type Place = { name: string; address: string };
type Clinics = [home: Place, ...others: Place[]];

const apex = { name: 'Apex Dental Laboratory', address: 'Am Musterhafen 48, 20457 Hamburg, Germany' };
const bright = { name: 'Bright Smile Laboratory', address: 'Musterplatz 7, 10178 Berlin, Germany' };

const mitte = { name: 'Northside Mitte', address: 'Musterstraße 12, 10115 Berlin, Germany' };
const pankow = { name: 'Northside Pankow', address: 'Beispielallee 30, 13187 Berlin, Germany' };
const lakefront = { name: 'Lakeview Dental', address: '3200 N Sample Street, Chicago, IL 60657, USA' };

/**
 * The profiles of the laboratories. Each is the own one of an organisation. apex-lab takes orders from every tenant,
 * bright-lab only from those that it names.
 */
export const demoLaboratories = [
  { laboratoryId: 'apex-lab', profile: apex },
  { laboratoryId: 'bright-lab', profile: { ...bright, tenants: ['northside', 'lakeview'] } },
];

const northsideStaff: Record<Trade, Person> = {
  'model room': ['jonas-models', 'Jonas', 'Bäcker'],
  'CAD/CAM': ['minh-cadcam', 'Minh', 'Nguyễn'],
  ceramist: ['olena-ceramist', 'Олена', 'Шевченко'],
  metal: ['nikos-metal', 'Νίκος', 'Παπαδόπουλος'],
  removable: ['zofia-removable', 'Zofia', 'Łukasiewicz'],
  orthodontic: ['ines-orthodontic', 'Inês', 'Gonçalves'],
  dispatch: ['emre-dispatch', 'Emre', 'Şahin'],
};

const lakeviewStaff: Record<Trade, Person> = {
  'model room': ['maria-models', 'María', 'Hernández'],
  'CAD/CAM': ['kwame-cadcam', 'Kwame', 'Mensah'],
  ceramist: ['siobhan-ceramist', 'Siobhán', 'O’Connor'],
  metal: ['dmitri-metal', 'Дмитрий', 'Волков'],
  removable: ['eleni-removable', 'Ελένη', 'Δημητρίου'],
  orthodontic: ['aiko-orthodontic', 'Aiko', 'Tanaka'],
  dispatch: ['joao-dispatch', 'João', 'Araújo'],
};

/** Two organisations with different currencies, time zones, working hours, and rights of laboratories to see prices. */
export const demoTenants = [
  {
    tenantId: 'northside',
    name: 'Northside Dental Group',
    settings: {
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      language: 'en',
      productionDays: 7,
      workingWeek: ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => ({
        day,
        from: '09:00',
        to: '18:00',
        breaks: [{ from: '13:00', to: '14:00' }],
      })),
      exceptions: [
        { date: '2026-01-01', reason: 'New Year', annually: true },
        { date: '2026-05-01', reason: 'Labour Day', annually: true },
        { date: '2026-10-03', reason: 'German Unity Day', annually: true },
        { date: '2026-12-24', reason: 'Christmas Eve', annually: true, from: '09:00', to: '13:00' },
        { date: '2026-12-25', until: '2026-12-26', reason: 'Christmas', annually: true },
        { date: '2027-03-26', until: '2027-03-29', reason: 'Easter', annually: false },
        { date: '2027-05-06', reason: 'Ascension Day', annually: false },
      ],
      planOnPublish: false,
      laboratoriesSeePrices: false,
      paymentInstructions: 'By bank transfer within 14 days of the invoice. Please state the order number.',
    },
    customers: [
      customer(['dr-weber', 'Anna', 'Weber'], 'BE-20417', '+49 30 23125 101', mitte),
      customer(['dr-novak', 'Jiří', 'Novák'], 'BE-20563', '+49 30 23125 102', mitte, pankow),
      customer(['dr-kovalenko', 'Ірина', 'Коваленко'], 'BE-21088', '+49 30 23125 103', pankow),
      customer(['dr-papadakis', 'Γιώργος', 'Παπαδάκης'], 'BE-21340', '+49 30 23125 104', pankow),
      inactive(customer(['dr-oersted', 'Søren', 'Ørsted'], 'BE-18902', '+49 30 23125 105', mitte)),
    ],
    employees: [
      ...Object.values(northsideStaff).map(employee),
      inactive(employee(['gustav-ceramist', 'Gustav', 'Åkesson'])),
    ],
    services: demoServices('EUR', (trade) => northsideStaff[trade][0]),
    laboratories: [
      own(laboratory('apex-lab', apex)),
      laboratory('bright-lab', bright),
      inactive(laboratory('old-lab', { name: 'Old Town Laboratory', address: 'Altmarkt 3, 10178 Berlin' })),
    ],
  },
  {
    tenantId: 'lakeview',
    name: 'Lakeview Dental Partners',
    settings: {
      currency: 'USD',
      timeZone: 'America/Chicago',
      language: 'en',
      productionDays: 10,
      workingWeek: ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => ({
        day,
        from: '08:00',
        to: day === 'fri' ? '15:00' : '17:00',
        breaks: [{ from: '12:00', to: '12:30' }],
      })),
      exceptions: [
        { date: '2026-01-01', reason: 'New Year’s Day', annually: true },
        { date: '2026-06-19', reason: 'Juneteenth', annually: true },
        { date: '2026-07-04', reason: 'Independence Day', annually: true },
        { date: '2026-12-25', reason: 'Christmas Day', annually: true },
        { date: '2026-11-26', until: '2026-11-27', reason: 'Thanksgiving', annually: false },
        { date: '2027-01-18', reason: 'Martin Luther King Jr. Day', annually: false },
        { date: '2027-05-31', reason: 'Memorial Day', annually: false },
      ],
      planOnPublish: true,
      laboratoriesSeePrices: true,
      paymentInstructions: 'By check or ACH within 30 days of the statement.',
    },
    customers: [
      customer(['dr-nunez', 'Lucía', 'Núñez'], 'IL-19-4471', '+1 312 555 0141', lakefront),
      customer(['dr-johnson', 'Marcus', 'Johnson'], 'IL-19-5208', '+1 312 555 0142', lakefront),
    ],
    employees: [...Object.values(lakeviewStaff).map(employee), inactive(employee(['bryn-metal', 'Bryn', 'Llŷr']))],
    services: demoServices('USD', (trade) => lakeviewStaff[trade][0]),
    laboratories: [laboratory('apex-lab', apex), own(laboratory('bright-lab', bright))],
  },
];

/** A dentist of one or more clinics. The first is the home clinic. */
function customer([id, firstName, lastName]: Person, registrationNumber: string, phone: string, ...clinics: Clinics) {
  const [{ name: clinic, address }] = clinics;
  const email = `${id}@example.com`;
  return {
    id,
    body: {
      firstName,
      lastName,
      clinic,
      clinics: clinics.map(({ name }) => name),
      active: true,
      registrationNumber,
      address,
      email,
      phone,
    },
  };
}

function employee([id, firstName, lastName]: Person) {
  return { id, body: { firstName, lastName, active: true } };
}

function laboratory(id: string, profile: Place) {
  return { id, body: { ...profile, active: true } };
}

/** A laboratory that the organisation runs itself. */
function own<Entry extends { body: object }>(entry: Entry) {
  return { ...entry, body: { ...entry.body, own: true } };
}

function inactive<Entry extends { body: object }>(entry: Entry) {
  return { ...entry, body: { ...entry.body, active: false } };
}
