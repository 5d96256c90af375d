import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { fullName, letterPaper } from '../document-plan.ts';
import type { BarcodeSymbol } from '../parts/barcode.ts';
import { makeBarcode } from '../parts/barcode.ts';
import { drawBarcode } from '../parts/form.ts';
import { drawLabelList } from '../parts/label-list.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { addDays, travelDate } from '../words/dates.ts';

const hubs = ['FRA', 'AMS', 'DOH', 'IST', 'CDG', 'LHR'] as const;
const towns = ['YYZ', 'YUL', 'YVR', 'YYC', 'YOW'] as const;
const homes: Readonly<Record<string, string>> = {
  IND: 'MAA',
  CHN: 'PEK',
  NGA: 'LOS',
  PHL: 'MNL',
  BRA: 'GRU',
  MEX: 'MEX',
  DZA: 'ALG',
  MAR: 'CMN',
  IRN: 'IKA',
  PAK: 'LHE',
  VNM: 'SGN',
  COL: 'BOG',
  UKR: 'WAW',
  EGY: 'CAI',
  KEN: 'NBO',
};

interface Booking {
  record: string;
  bookedOn: string;
  arrival: string;
  flights: readonly string[][];
  code: BarcodeSymbol;
}

/** Facts: `arrival`, `departure`. A booking with flights there and back, and a plan of the days. */
export async function travelItinerary(context: AuthorContext): Promise<DocumentPlan> {
  const { person, fact, random } = context;
  const bookedOn = fact('date', () => addDays('2026-01-05', random.int(0, 200)));
  const arrival = fact('arrival', () => addDays(bookedOn, 70));
  const departure = fact('departure', () => addDays(bookedOn, 95));
  const record = Array.from({ length: 6 }, () => random.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'])).join('');
  const start = homes[person.citizenship] ?? 'NRT';
  const hub = random.pick(hubs);
  const town = random.pick(towns);
  const flight = (date: string, from: string, to: string): string[] => [
    `DX ${random.int(100, 989)}`,
    travelDate(date),
    `${from} ${random.int(10, 23)}:${random.int(10, 59)}`,
    `${to} 0${random.int(4, 9)}:${random.int(10, 59)}`,
    'Y',
    'OK',
  ];
  const flights = [
    flight(arrival, start, hub),
    flight(arrival, hub, town),
    flight(departure, town, hub),
    flight(addDays(departure, 1), hub, start),
  ];
  const code = await makeBarcode('QRCode', `DEMO-ITINERARY|${record}|${person.familyName}|${arrival}|${departure}`);
  const booking = { record, bookedOn, arrival, flights, code };
  const pages = [
    (sheet: Sheet): void => drawTicket(sheet, context, booking),
    (sheet: Sheet): void => drawDays(sheet, context, booking),
  ];
  return {
    title: { en: 'Travel itinerary', fr: 'Itinéraire de voyage' },
    paper: letterPaper,
    pages: pages.slice(
      0,
      context.pageCount(() => random.int(1, 2), 2),
    ),
  };
}

const text: TextStyle = { face: 'sans', size: 9 };
const mono: TextStyle = { face: 'typewriter', size: 10 };
const columns = [16, 40, 82, 116, 152, 172] as const;

function drawTicket(sheet: Sheet, { person, say }: AuthorContext, { record, bookedOn, flights, code }: Booking): void {
  const right = sheet.width - 16;
  const title = say('E-TICKET ITINERARY AND RECEIPT', 'ITINÉRAIRE ET REÇU DE BILLET ÉLECTRONIQUE');
  sheet.fill(16, 14, sheet.width - 32, 11, ink('#1d5c86'));
  sheet.text(20, 21.5, title, { face: 'sans-bold', size: 12, ink: ink('#ffffff') });
  drawBarcode(sheet, sheet.width - 48, 32, code, 30);
  const facts = [
    [say('Passenger', 'Passager'), `${person.familyName}/${person.givenNames}`.toUpperCase()],
    [say('Booking reference', 'Référence'), record],
    [say('Booked on', 'Réservé le'), bookedOn],
    [say('Passport', 'Passeport'), person.passportNumber],
  ] as const;
  drawLabelList(sheet, { x: 16, valueX: 58, y: 38, step: 7 }, facts, text, mono);
  const head = [
    say('Flight', 'Vol'),
    'Date',
    say('From', 'De'),
    say('To', 'À'),
    say('Class', 'Classe'),
    say('Status', 'Statut'),
  ];
  const drawRow = (cells: readonly string[], y: number, style: TextStyle): void =>
    cells.forEach((cell, index) => sheet.text(columns[index] ?? 16, y, cell, style));
  drawRow(head, 78, { face: 'sans-bold', size: 8.5 });
  sheet.line(16, 80.5, right, 80.5, 0.4);
  flights.forEach((cells, line) => {
    drawRow(cells, 88 + line * 10, { ...mono, size: 9 });
    sheet.line(16, 91 + line * 10, right, 91 + line * 10, 0.1);
  });
  const conditions = say(
    'Baggage: 2 pieces of 23 kg. Reservation held until the time limit; the fare may change until the ticket is issued. Passengers must hold the visas required at every stop. Specimen: no carrier has issued this document.',
    'Bagages : 2 pièces de 23 kg. Réservation maintenue jusqu’au délai; le tarif peut changer jusqu’à l’émission du billet. Le passager doit détenir les visas requis à chaque escale. Spécimen : aucun transporteur n’a délivré ce document.',
  );
  sheet.paragraph(16, 140, sheet.width - 32, conditions, text);
}

function drawDays(sheet: Sheet, { person, say }: AuthorContext, { arrival }: Booking): void {
  const places = [
    say('Arrival, rest', 'Arrivée, repos'),
    say('City walk', 'Visite de la ville'),
    say('Family dinner', 'Repas de famille'),
    say('Museum', 'Musée'),
    say('Day trip', 'Excursion'),
    say('Shopping', 'Achats'),
    say('Free day', 'Journée libre'),
  ];
  sheet.text(16, 24, say('PLAN OF STAY', 'PROGRAMME DU SÉJOUR'), { face: 'sans-bold', size: 14 });
  sheet.text(16, 32, fullName(person), text);
  for (let day = 0; day < 20; day++) {
    const place = day === 0 ? (places[0] ?? '') : sheet.random.pick(places.slice(1));
    sheet.text(16, 46 + day * 9, addDays(arrival, day), mono);
    sheet.text(50, 46 + day * 9, place, { face: 'hand', size: 15, jitter: 0.4 });
    sheet.line(48, 47.5 + day * 9, sheet.width - 20, 47.5 + day * 9, 0.1);
  }
}
