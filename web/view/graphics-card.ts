// What every view through the graphics card begins with: the renderer, the colours of the materials, the tables as textures.
import {
  DataTexture,
  LinearFilter,
  LinearSRGBColorSpace,
  RGBAFormat,
  Vector3,
  WebGLRenderer,
} from "three";
import { type ColourName, colour, type MapName, rgb, table } from "./colour";

/** The browser draws WebGL on the processor, as the last renderer has shown. */
let onProcessor = false;

/** True where the browser draws WebGL on the processor. */
function isSoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const named = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return /swiftshader|llvmpipe|software/i.test(name);
}

const materialColours = {
  lithiumColour: "lithium",
  electrolyteColour: "electrolyte",
  voidColour: "void",
  contactColour: "contact",
  lostColour: "lost",
  backColour: "back",
} as const satisfies Record<string, ColourName>;

type Slot = keyof typeof materialColours;
export type MaterialUniforms = Record<Slot, { value: Vector3 }>;

export function materialUniforms(): MaterialUniforms {
  const slots = Object.keys(materialColours).map((slot) => [slot, { value: new Vector3() }]);
  const made = Object.fromEntries(slots) as MaterialUniforms;
  readMaterials(made);
  return made;
}

/** As the style sheet has them now. */
export function readMaterials(uniforms: MaterialUniforms) {
  for (const slot of Object.keys(materialColours) as Slot[]) {
    uniforms[slot].value.set(...rgb(colour(materialColours[slot])));
  }
}

export interface Renderer {
  renderer: WebGLRenderer;
  /** its pictures take long */
  slow: boolean;
  /** edges are smoothed in every picture */
  smooth: boolean;
}

/** Throws one sentence without WebGL2. `solid`: what lies behind something is hidden by it; edges are smooth unless that takes the
 * processor as long as all else. */
export function makeRenderer(canvas: HTMLCanvasElement, solid: boolean): Renderer {
  const smooth = solid && !onProcessor;
  try {
    const renderer = new WebGLRenderer({
      canvas,
      antialias: smooth,
      alpha: false,
      depth: solid,
      powerPreference: "high-performance",
    });
    // Colours of the tables and the style sheet go to the screen as they are.
    renderer.outputColorSpace = LinearSRGBColorSpace;
    onProcessor = isSoftware(renderer);
    return { renderer, slow: onProcessor, smooth };
  } catch {
    throw new Error(
      "The picture needs WebGL2, which this browser does not offer or has switched off; the charts work without it.",
    );
  }
}

const lookups = new Map<MapName, DataTexture>();
/** The colours of a table as a texture. */
export function lookup(map: MapName): DataTexture {
  const known = lookups.get(map);
  if (known) return known;
  const made = new DataTexture(table(map), 256, 1, RGBAFormat);
  made.minFilter = LinearFilter;
  made.magFilter = LinearFilter;
  made.needsUpdate = true;
  lookups.set(map, made);
  return made;
}
