import type { SKRSContext2D } from '@napi-rs/canvas';
import { createRandom } from '../random.ts';
import { familiesFor } from '../raster/faces.ts';
import type { Picture } from '../raster/picture.ts';
import { paintPicture } from '../raster/picture.ts';

const backgrounds = new Map<string, Picture>();

const patterns = 8;

/** Guilloche: interlaced waves and a rosette in pale colours, as on travel documents. One of a few patterns by issuer. */
export function guilloche(issuer: string, width: number, height: number, edge: 'cut' | 'faded' = 'cut'): Picture {
  const pattern = createRandom(`print of ${issuer}`).int(1, patterns);
  const key = `${pattern} ${Math.round(width)} ${Math.round(height)} ${edge}`;
  const known = backgrounds.get(key);
  if (known) return known;
  if (backgrounds.size > 24) backgrounds.clear();
  const random = createRandom(`pattern ${pattern}`);
  const hue = random.int(0, 359);
  const other = (hue + random.int(60, 180)) % 360;
  const picture = paintPicture(width, height, (context) => {
    const wash = context.createLinearGradient(0, 0, width, height);
    wash.addColorStop(0, `hsl(${hue},45%,93%)`);
    wash.addColorStop(0.5, `hsl(${other},40%,95%)`);
    wash.addColorStop(1, `hsl(${hue},40%,90%)`);
    context.fillStyle = wash;
    context.fillRect(0, 0, width, height);
    context.lineWidth = Math.max(0.8, width / 1400);
    const waves = 26;
    for (let i = 0; i < waves; i++) {
      context.strokeStyle = `hsla(${i % 2 ? hue : other},55%,55%,0.38)`;
      context.beginPath();
      for (let x = 0; x <= width; x += width / 60) {
        const t = (x / width) * Math.PI * 2;
        const y =
          (height * (i + 0.5)) / waves +
          (height / 18) * Math.sin(t * 2 + i * 0.35) +
          (height / 40) * Math.sin(t * 7 - i);
        if (x === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      context.stroke();
    }
    drawRosette(context, width * 0.64, height * 0.42, height * 0.3, `hsla(${other},60%,45%,0.3)`, random.int(7, 13));
    if (edge === 'faded') fadeEdge(context, width, height);
  });
  backgrounds.set(key, picture);
  return picture;
}

function fadeEdge(context: SKRSContext2D, width: number, height: number): void {
  context.globalCompositeOperation = 'destination-in';
  context.translate(width / 2, height / 2);
  context.scale(1, height / width);
  const mask = context.createRadialGradient(0, 0, 0, 0, 0, width / 2);
  mask.addColorStop(0, 'rgba(0,0,0,0.8)');
  mask.addColorStop(1, 'rgba(0,0,0,0)');
  context.fillStyle = mask;
  context.fillRect(-width, -width, width * 2, width * 2);
}

function drawRosette(
  context: SKRSContext2D,
  cx: number,
  cy: number,
  radius: number,
  colour: string,
  petals: number,
): void {
  context.strokeStyle = colour;
  for (let ring = 0; ring < 5; ring++) {
    context.beginPath();
    for (let step = 0; step <= 240; step++) {
      const angle = (step / 240) * Math.PI * 2;
      const r = radius * (0.6 + 0.09 * ring + 0.2 * Math.sin(petals * angle + ring * 0.6));
      if (step === 0) context.moveTo(cx + r * Math.cos(angle), cy + r * Math.sin(angle));
      else context.lineTo(cx + r * Math.cos(angle), cy + r * Math.sin(angle));
    }
    context.stroke();
  }
}

const words = new Map<string, Picture>();

/** SPECIMEN across the whole document: nothing that the demo prints may pass for a real one. */
export function specimenWord(width: number, height: number): Picture {
  const key = `${width} ${height}`;
  const known = words.get(key);
  if (known) return known;
  if (words.size > 24) words.clear();
  const picture = paintPicture(width, height, (context) => {
    context.translate(width / 2, height / 2);
    context.rotate(-0.42);
    context.textAlign = 'center';
    context.font = `${Math.min(width * 0.17, height * 0.3)}px ${familiesFor('sans-bold', 'SPECIMEN')}`;
    context.fillStyle = 'rgba(178,34,44,0.42)';
    context.fillText('SPECIMEN', 0, height * 0.09);
  });
  words.set(key, picture);
  return picture;
}
