// The section in one pass: colour of the field within each material, void outlines, interface line.
// Values are sampled by cell and blended within a material only, so that a void edge stays an edge;
// `mixing` goes from the picture before (A) to this one (B) while the next one is on its way.

export const vertex = /* glsl */ `
out vec2 place;
void main() {
  place = vec2(uv.x, 1.0 - uv.y);
  gl_Position = vec4(position.xy, 0.0, 1.0);
}`;

export const fragment = /* glsl */ `
precision highp float;
precision highp sampler2D;
in vec2 place;
out vec4 colour;

uniform sampler2D valueA, valueB, lithiumA, lithiumB, contactA, contactB, lut;
uniform float mixing;
uniform vec2 size;          // columns, rows
uniform float lithiumRows;
uniform vec4 view;          // left, top, width, height in cells
uniform float pixel;        // cells per device pixel
uniform vec2 range;         // of the values, SI
uniform bool material;      // the layer of lithium and voids itself
uniform vec2 probe;         // cell, or -1
uniform vec3 lithiumColour, electrolyteColour, voidColour, contactColour, lostColour, backColour;

const float none = -1e29;

float cell(sampler2D a, sampler2D b, ivec2 at) {
  float x = texelFetch(a, at, 0).r, y = texelFetch(b, at, 0).r;
  if (y < none) return y;
  return x < none ? y : mix(x, y, mixing);
}

// Weighted over the four cells around p that lie in rows [top, bottom] and have a value.
vec2 blend(sampler2D a, sampler2D b, vec2 p, float top, float bottom) {
  vec2 q = p - 0.5, base = floor(q), f = q - base;
  float sum = 0.0, weight = 0.0;
  for (int k = 0; k < 4; k++) {
    vec2 o = vec2(k & 1, k >> 1);
    vec2 c = base + o;
    c = vec2(clamp(c.x, 0.0, size.x - 1.0), clamp(c.y, top, bottom));
    float v = cell(a, b, ivec2(c));
    float w = (o.x > 0.5 ? f.x : 1.0 - f.x) * (o.y > 0.5 ? f.y : 1.0 - f.y);
    if (v > none) { sum += w * v; weight += w; }
  }
  return vec2(weight > 0.0 ? sum / weight : 0.0, weight);
}

void main() {
  vec2 p = view.xy + place * view.zw;
  if (p.x < 0.0 || p.y < 0.0 || p.x >= size.x || p.y >= size.y) {
    colour = vec4(backColour, 1.0);
    return;
  }
  bool above = p.y < lithiumRows;
  float top = above ? 0.0 : lithiumRows, bottom = above ? lithiumRows - 1.0 : size.y - 1.0;
  vec3 ground = electrolyteColour;
  float fraction = 1.0, edge = 0.0;
  if (above) {
    fraction = blend(lithiumA, lithiumB, p, 0.0, lithiumRows - 1.0).x;
    float slope = max(fwidth(fraction), 1e-5);
    edge = 1.0 - smoothstep(0.6, 1.6, abs(fraction - 0.5) / slope);
    // Little free volume is a shade, a void is black, whatever the size of a cell on the screen.
    float filled = mix(smoothstep(0.5 - slope, 0.5 + slope, fraction), fraction, 0.4);
    ground = mix(voidColour, lithiumColour, clamp(filled, 0.0, 1.0));
  }
  vec3 shown = ground;
  if (!material && cell(valueA, valueB, ivec2(p)) > none) {
    float t = (blend(valueA, valueB, p, top, bottom).x - range.x) / (range.y - range.x);
    vec3 field = texture(lut, vec2((clamp(t, 0.0, 1.0) * 255.0 + 0.5) / 256.0, 0.5)).rgb;
    float solid = above ? smoothstep(0.35, 0.65, fraction) : 1.0;
    shown = mix(voidColour, field, solid);
  }
  shown = mix(shown, contactColour, 0.55 * edge);

  // The interface: bright where lithium touches, orange where contact is lost.
  float away = abs(p.y - lithiumRows) / pixel;
  float a = cell(contactA, contactB, ivec2(int(p.x), 0));
  vec3 line = mix(lostColour, contactColour, clamp(a, 0.0, 1.0));
  shown = mix(shown, line, 1.0 - smoothstep(1.2, 2.2, away));

  if (probe.x >= 0.0) {
    vec2 d = abs(p - (probe + 0.5));
    float box = max(d.x, d.y) - 0.5;
    float frame = 1.0 - smoothstep(1.0, 2.0, abs(box / pixel - 1.5));
    float cross = (min(d.x, d.y) < 0.6 * pixel && box > 3.0 * pixel) ? 0.35 : 0.0;
    shown = mix(shown, vec3(1.0), max(frame, cross));
  }
  colour = vec4(shown, 1.0);
}`;
