import { isMilk, placeOf, type Tooth } from '#domain/kernel/teeth.ts';
import type { ToothMark } from '#domain/printing/dental-card.ts';

type Shape = { crown: string; root: string };

/** Outlines of upper teeth, the crown below. */
const shapes: Record<'incisor' | 'canine' | 'premolar' | 'molar', Shape> = {
  incisor: {
    crown: 'M7.5 21C6.6 27 6.6 33 7.8 37q4.2 1.6 8.4 0C17.4 33 17.4 27 16.5 21Q12 18.6 7.5 21Z',
    root: 'M8.2 20.5C8.6 13 10.2 5 12 2.5 13.8 5 15.4 13 15.8 20.5',
  },
  canine: {
    crown: 'M7 21C6 27 7 32.5 12 38.6 17 32.5 18 27 17 21Q12 18.4 7 21Z',
    root: 'M7.8 20.5C8.2 12 10 4 12 1 14 4 15.8 12 16.2 20.5',
  },
  premolar: {
    crown: 'M6 21C5 27 5.6 33 8 36.6Q10 38.4 12 35.8 14 38.4 16 36.6C18.4 33 19 27 18 21Q12 18 6 21Z',
    root: 'M7.2 20.3C7.4 13 9 6 12 3 15 6 16.6 13 16.8 20.3',
  },
  molar: {
    crown: 'M3 21C1.8 27 2.6 33 5.2 36.6Q8.6 38.8 12 35.6 15.4 38.8 18.8 36.6C21.4 33 22.2 27 21 21Q12 17.6 3 21Z',
    root: 'M4.4 20C3.8 13 4.8 6 6.6 3.4 9 7 9.6 13 10.4 17.6h3.2C14.4 13 15 7 17.4 3.4 19.2 6 20.2 13 19.6 20',
  },
};

/** How a tooth is shaped, by its place from the midline. Milk molars stand where premolars come. */
function shapeOf(tooth: Tooth): Shape {
  const place = placeOf(tooth);
  if (place < 3) return shapes.incisor;
  if (place === 3) return shapes.canine;
  return place < 6 && !isMilk(tooth) ? shapes.premolar : shapes.molar;
}

/** A tooth as the chart draws it; the sheet of styles turns those of the lower jaw. A pontic has no root. */
export function ToothDrawing({ tooth, crown, implant }: Pick<ToothMark, 'tooth' | 'crown' | 'implant'>) {
  const shape = shapeOf(tooth);
  return (
    <svg viewBox="0 0 24 40" aria-hidden="true" class={`tooth ${crown ?? 'whole'}`}>
      {implant ? (
        <path class="implant" d="M8.5 5h7M8.5 9h7M8.5 13h7M8.5 17h7M10 3l1 17h2l1-17z" />
      ) : (
        <path class="root" d={shape.root} />
      )}
      <path class="crown" d={shape.crown} />
      {crown === 'hatched' && <path class="hatch" d="M7 33l7-11M10.5 35.5l7-11M6.5 27l3-4.5" />}
    </svg>
  );
}
