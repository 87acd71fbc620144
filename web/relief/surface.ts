// The surface of the relief: a corner of the mesh in the middle of each cell, more along the rim and on both sides of the
// interface, where heights step, and a foot around all. Its heights come from a texture, so that a frame changes nothing else.
import { BufferAttribute, BufferGeometry } from "three";
import { surface } from "../view/shader";

interface Line {
  /** [cells] */
  at: number;
  cell: number;
  foot: boolean;
}

/** Corners across `count` cells, from the `first` on. */
function across(count: number, first = 0): Line[] {
  const middles = Array.from({ length: count }, (_, k) => ({
    at: first + k + 0.5,
    cell: first + k,
    foot: false,
  }));
  const last = first + count;
  return [
    { at: first, cell: first, foot: false },
    ...middles,
    { at: last, cell: last - 1, foot: false },
  ];
}

const withFeet = (lines: Line[]) => [
  { ...lines[0]!, foot: true },
  ...lines,
  { ...lines.at(-1)!, foot: true },
];

/** `position`: column, row, 1 at the foot; `cell`: column and row of the cell that a corner belongs to. */
export function meshOf(columns: number, lithiumRows: number, electrolyteRows: number) {
  const xs = withFeet(across(columns));
  const ys = withFeet([...across(lithiumRows), ...across(electrolyteRows, lithiumRows)]);
  const position = new Float32Array(3 * xs.length * ys.length);
  const cell = new Float32Array(2 * xs.length * ys.length);
  let k = 0;
  for (const y of ys) {
    for (const x of xs) {
      position.set([x.at, y.at, x.foot || y.foot ? 1 : 0], 3 * k);
      cell.set([x.cell, y.cell], 2 * k);
      k++;
    }
  }
  const index = new Uint32Array(6 * (xs.length - 1) * (ys.length - 1));
  let at = 0;
  for (let j = 0; j + 1 < ys.length; j++) {
    for (let i = 0; i + 1 < xs.length; i++) {
      const a = j * xs.length + i;
      const b = a + xs.length;
      index.set([a, b, a + 1, a + 1, b, b + 1], at);
      at += 6;
    }
  }
  const made = new BufferGeometry();
  made.setAttribute("position", new BufferAttribute(position, 3));
  made.setAttribute("cell", new BufferAttribute(cell, 2));
  made.setIndex(new BufferAttribute(index, 1));
  return made;
}

export const vertex = /* glsl */ `
precision highp float;
precision highp sampler2D;
in vec3 position;
in vec2 cell;
out vec3 world, normal;
out vec3 value;      // place in the colours, 1 where there is a value, share of solid
out vec4 kind;       // row, 1 in the electrolyte, 1 at the foot, height
out vec2 cloth;      // place on the picture of the lines

uniform mat4 projectionMatrix, viewMatrix;
uniform sampler2D relief;  // height, place in the colours, valued, share of solid
uniform vec2 size;         // columns, rows
uniform float lithiumRows, span;
uniform vec4 view;         // left, top, width, height in cells of the picture of the lines

bool below;
float heightAt(vec2 c) {
  vec2 low = vec2(0.0, below ? lithiumRows : 0.0);
  vec2 high = vec2(size.x, below ? size.y : lithiumRows) - 1.0;
  return texelFetch(relief, ivec2(clamp(c, low, high)), 0).x;
}

void main() {
  below = cell.y >= lithiumRows;
  vec4 here = texelFetch(relief, ivec2(cell), 0);
  value = here.yzw;
  kind = vec4(position.y, below, position.z, here.x);
  vec2 slope = 0.5 * span * vec2(
    heightAt(cell + vec2(1, 0)) - heightAt(cell - vec2(1, 0)),
    heightAt(cell + vec2(0, 1)) - heightAt(cell - vec2(0, 1)));
  normal = vec3(-slope.x, slope.y, 1.0);
  world = vec3(position.x, -position.y, span * (position.z > 0.5 ? -0.4 : here.x));
  cloth = (vec2(world.x, -world.y) - view.xy) / view.zw;
  gl_Position = projectionMatrix * viewMatrix * vec4(world, 1.0);
}`;

export const fragment = /* glsl */ `
precision highp float;
precision highp sampler2D;
in vec3 world, normal, value;
in vec4 kind;
in vec2 cloth;
out vec4 colour;

uniform sampler2D contact;
uniform float lithiumRows;
uniform vec3 light, eye;
uniform float contour;     // height between two contours, 0 without
uniform float sharpness;   // pixels of the canvas per CSS pixel
uniform sampler2D lines;   // of the flat picture, times their share of the colour
${surface}

void main() {
  bool above = kind.y < 0.5, foot = kind.z > 0.0;
  vec3 shown = surface(above, value.z, value.y > 0.01, value.x / max(value.y, 1e-6));

  // Contours, but where the surface is so level that one would be a blot.
  float level = kind.w / max(contour, 1e-6), change = fwidth(level);
  if (contour > 0.0 && value.y > 0.99 && value.z > 0.99) {
    float away = abs(fract(level - 0.5) - 0.5) / max(change, 1e-6) / sharpness;
    float line = (1.0 - smoothstep(0.3, 1.1, away)) * smoothstep(5e-4, 3e-3, change * sharpness);
    shown = mix(shown, voidColour, 0.4 * line);
  }

  // The interface, as in the flat picture; the step between its sides is part of it.
  float away = abs(kind.x - lithiumRows) / max(fwidth(kind.x), 1e-3) / sharpness;
  if (foot) shown = above ? lithiumColour : electrolyteColour;
  else if (away < 2.2) {
    float touching = texelFetch(contact, ivec2(clamp(int(world.x), 0, textureSize(contact, 0).x - 1), 0), 0).x;
    vec3 line = mix(lostColour, contactColour, clamp(touching, 0.0, 1.0));
    shown = mix(shown, line, 1.0 - smoothstep(1.2, 2.2, away));
  }

  // Walls have the normal of their own triangle. What lies level keeps the colour of the legend.
  vec3 face = normalize(cross(dFdx(world), dFdy(world)));
  if (dot(face, eye - world) < 0.0) face = -face;
  vec3 up = abs(face.z) < 0.04 ? face : normalize(normal);
  float lit = max(dot(up, light), 0.0) / light.z;
  shown *= min(0.6 + 0.4 * lit, 1.12);

  // of the lithium and the electrolyte alone
  vec4 line = foot ? vec4(0.0) : texture(lines, cloth);
  shown = shown * (1.0 - line.a) + line.rgb;
  colour = vec4(shown, 1.0);
}`;
