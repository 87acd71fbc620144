// The section in one pass: colour of the field within each material, void outlines, interface line.
// Values are blended between cells of one material only, so that a void edge stays an edge;
// `mixing` goes from the picture before (A) to this one (B) while the next one is on its way.

export const vertex = /* glsl */ `
in vec3 position;
in vec2 uv;
out vec2 place;
void main() {
  place = vec2(uv.x, 1.0 - uv.y);
  gl_Position = vec4(position.xy, 0.0, 1.0);
}`;

/** GLSL: the colour of a place of the section, by its material and the place `t` of its value in the colours. */
export const surface = /* glsl */ `
uniform sampler2D lut;
uniform vec3 lithiumColour, electrolyteColour, voidColour, contactColour, lostColour, backColour;

vec3 surface(bool above, float fraction, bool valued, float t) {
  vec3 shown = electrolyteColour;
  float solid = 1.0, edge = 0.0;
  if (above) {
    float slope = clamp(fwidth(fraction), 1e-5, 0.5);
    edge = 1.0 - smoothstep(0.6, 1.6, abs(fraction - 0.5) / slope);
    solid = smoothstep(0.5 - slope, 0.5 + slope, fraction);
    // Little free volume is a shade, a void is black, whatever the size of a cell on the screen.
    shown = mix(voidColour, lithiumColour, clamp(mix(solid, fraction, 0.3), 0.0, 1.0));
  }
  if (valued) {
    vec3 field = texture(lut, vec2((clamp(t, 0.0, 1.0) * 255.0 + 0.5) / 256.0, 0.5)).rgb;
    shown = mix(voidColour, field, solid);
  }
  return mix(shown, contactColour, 0.4 * edge);
}`;

export const fragment = /* glsl */ `
precision highp float;
precision highp sampler2D;
in vec2 place;
out vec4 colour;

uniform sampler2D cells;    // value A, value B, lithium A, lithium B of each cell
uniform sampler2D contact;  // contact A, B of each column
uniform float mixing;
uniform vec2 size;          // columns, rows
uniform float lithiumRows;
uniform vec4 view;          // left, top, width, height in cells
uniform float pixel;        // cells per CSS pixel
uniform vec3 range;         // of the values, SI: low, in the middle of the table, high
uniform bool logarithmic;   // colours by the logarithm of the value
uniform bool material;      // the layer of lithium and voids itself

${surface}

const float none = -1e29;

float between(float a, float b) {
  return b < none || a < none ? b : mix(a, b, mixing);
}

/** Where a value lies in the colours. */
float placeOf(float v) {
  return logarithmic
    ? log(max(v, range.x) / range.x) / log(range.z / range.x)
    : v < range.y ? 0.5 * (v - range.x) / (range.y - range.x) : 0.5 + 0.5 * (v - range.y) / (range.z - range.y);
}

void main() {
  vec2 p = view.xy + place * view.zw;
  if (p.y < 0.0 || p.y >= size.y) {
    colour = vec4(backColour, 1.0);
    return;
  }
  // The sides are mirrors: beyond them the picture goes on as its image, faded.
  bool image = p.x < 0.0 || p.x >= size.x;
  p.x = mod(p.x, 2.0 * size.x);
  if (p.x >= size.x) p.x = 2.0 * size.x - p.x;
  p.x = min(p.x, size.x - 1e-3);
  bool above = p.y < lithiumRows;
  vec2 low = vec2(0.0, above ? 0.0 : lithiumRows);
  vec2 high = vec2(size.x, above ? lithiumRows : size.y) - 1.0;

  // The four cells around, as far as they lie in the same material: value, its weight, lithium.
  vec2 base = floor(p - 0.5), f = p - 0.5 - base;
  vec3 sum = vec3(0.0);
  for (int k = 0; k < 4; k++) {
    vec2 o = vec2(k & 1, k >> 1);
    vec4 c = texelFetch(cells, ivec2(clamp(base + o, low, high)), 0);
    vec2 side = mix(1.0 - f, f, o);
    float w = side.x * side.y, v = between(c.x, c.y);
    sum += w * vec3(v > none ? vec2(v, 1.0) : vec2(0.0), between(c.z, c.w));
  }

  vec3 shown = surface(above, sum.z, sum.y > 0.01 && !material, placeOf(sum.x / max(sum.y, 1e-6)));

  // The interface: bright where lithium touches, orange where contact is lost.
  float away = abs(p.y - lithiumRows) / pixel;
  if (away < 2.2) {
    vec4 c = texelFetch(contact, ivec2(int(p.x), 0), 0);
    vec3 line = mix(lostColour, contactColour, clamp(between(c.x, c.y), 0.0, 1.0));
    shown = mix(shown, line, 1.0 - smoothstep(1.2, 2.2, away));
  }
  colour = vec4(image ? mix(backColour, shown, 0.55) : shown, 1.0);
}`;
