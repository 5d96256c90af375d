import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Random } from '../random.ts';
import { createRandom } from '../random.ts';
import type { Picture } from '../raster/picture.ts';
import { paintPicture } from '../raster/picture.ts';

const skins = ['#f1d3bd', '#e5b898', '#c98f66', '#a86f47', '#7d4f31', '#553322'] as const;
const hairs = ['#17120f', '#2c1d14', '#4a3020', '#6b4a2b', '#8d8a86', '#b9b5ae'] as const;
const clothes = ['#2a3550', '#49505a', '#6b2f3a', '#2f5d50', '#d9d6cf', '#20242c'] as const;

/** A drawn face; nobody's. The same person always has the same one. */
export function paintPortrait(
  person: { familyName: string; givenNames: string; birthDate: string; sex: string },
  width: number,
  height: number,
): Picture {
  const random = createRandom(`face of ${person.familyName} ${person.givenNames} ${person.birthDate}`);
  return paintPicture(width, height, (context) => {
    context.scale(width / 70, height / 90);
    const backdrop = context.createLinearGradient(0, 0, 70, 90);
    backdrop.addColorStop(0, '#eef1f2');
    backdrop.addColorStop(1, '#d8dee1');
    context.fillStyle = backdrop;
    context.fillRect(0, 0, 70, 90);
    drawPerson(context, random, person.sex);
  });
}

function drawPerson(context: SKRSContext2D, random: Random, sex: string): void {
  const skin = random.pick(skins);
  const hair = random.pick(hairs);
  const isLong = sex === 'F' ? random.chance(0.75) : random.chance(0.08);
  const width = random.range(14.5, 17.5);
  const chin = random.range(20, 23);
  if (isLong) ellipse(context, hair, 35, 44, width + 5, 27);
  context.fillStyle = random.pick(clothes);
  context.beginPath();
  context.moveTo(3, 90);
  context.bezierCurveTo(5, 72, 22, 70, 35, 70);
  context.bezierCurveTo(48, 70, 65, 72, 67, 90);
  context.fill();
  context.fillStyle = shade(skin, 0.86);
  context.fillRect(28.5, 56, 13, 14);
  ellipse(context, shade(skin, 0.86), 35, 70, 8.5, 5);
  ellipse(context, skin, 35 - width, 42, 2.6, 5);
  ellipse(context, skin, 35 + width, 42, 2.6, 5);
  const face = context.createRadialGradient(32, 36, 4, 35, 42, 26);
  face.addColorStop(0, skin);
  face.addColorStop(1, shade(skin, 0.82));
  context.fillStyle = face;
  context.beginPath();
  context.ellipse(35, 41, width, chin, 0, 0, Math.PI * 2);
  context.fill();
  drawHair(context, hair, width, random, isLong);
  drawFeatures(context, random, shade(skin, 0.6), hair);
  if (sex === 'M' && random.chance(0.4)) drawBeard(context, hair, width);
  if (random.chance(0.15)) drawGlasses(context);
}

function drawHair(context: SKRSContext2D, hair: string, width: number, random: Random, isLong: boolean): void {
  const line = random.range(24, 29);
  context.fillStyle = hair;
  context.beginPath();
  context.moveTo(35 - width - 1.5, isLong ? 50 : 40);
  context.bezierCurveTo(35 - width - 4, 14, 25, 13, 35, 13);
  context.bezierCurveTo(46, 13, 35 + width + 4, 14, 35 + width + 1.5, isLong ? 50 : 40);
  context.bezierCurveTo(35 + width - 1, line + 4, 44, line, random.range(30, 42), line);
  context.bezierCurveTo(26, line, 35 - width + 2, line + 4, 35 - width - 1.5, isLong ? 50 : 40);
  context.fill();
}

function drawFeatures(context: SKRSContext2D, random: Random, line: string, brow: string): void {
  const apart = random.range(6, 7.5);
  for (const side of [-1, 1]) {
    ellipse(context, '#f7f5f1', 35 + side * apart, 41, 2.9, 1.5);
    ellipse(context, '#2b1d14', 35 + side * apart, 41, 1.4, 1.4);
    stroke(context, brow, 1.1, [
      [35 + side * (apart - 3.2), 37.3],
      [35 + side * apart, 36.2],
      [35 + side * (apart + 3.4), 37.4],
    ]);
  }
  stroke(context, line, 0.7, [
    [35.5, 42],
    [33.4, 48.6],
    [36.8, 49.2],
  ]);
  stroke(context, '#8f4a44', 1.3, [
    [30.5, 54],
    [35, 54.8 + random.range(0, 0.6)],
    [39.5, 54],
  ]);
}

function drawBeard(context: SKRSContext2D, hair: string, width: number): void {
  context.globalAlpha = 0.75;
  context.fillStyle = hair;
  context.beginPath();
  context.moveTo(35 - width + 1, 46);
  context.bezierCurveTo(35 - width + 2, 66, 35 + width - 2, 66, 35 + width - 1, 46);
  context.bezierCurveTo(43, 54, 41, 51, 35, 51.5);
  context.bezierCurveTo(29, 51, 27, 54, 35 - width + 1, 46);
  context.fill();
  context.globalAlpha = 1;
  stroke(context, '#a05a52', 1.2, [
    [31, 54.5],
    [35, 55],
    [39, 54.5],
  ]);
}

function drawGlasses(context: SKRSContext2D): void {
  context.strokeStyle = '#222226';
  context.lineWidth = 0.7;
  for (const side of [-1, 1]) {
    context.beginPath();
    context.ellipse(35 + side * 6.8, 41, 5, 4, 0, 0, Math.PI * 2);
    context.stroke();
  }
  stroke(context, '#222226', 0.7, [
    [33.2, 40.5],
    [35, 40],
    [36.8, 40.5],
  ]);
}

function ellipse(context: SKRSContext2D, colour: string, x: number, y: number, rx: number, ry: number): void {
  context.fillStyle = colour;
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  context.fill();
}

function stroke(
  context: SKRSContext2D,
  colour: string,
  width: number,
  points: ReadonlyArray<readonly [number, number]>,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.stroke();
}

function shade(hex: string, factor: number): string {
  const value = Number.parseInt(hex.slice(1), 16);
  const part = (shift: number): number => Math.round(((value >> shift) & 255) * factor);
  return `rgb(${part(16)},${part(8)},${part(0)})`;
}
