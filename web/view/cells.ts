// The fields on their way to the shader: one texel a cell, holding the picture before and the new one.
import { DataTexture, FloatType, NearestFilter, RGBAFormat } from "three";
import type { Frame } from "../../sim/types";

/** Stands for "no value here": NaN does not survive every driver. */
const nothing = -1e30;

export class Cells {
  /** value before, value now, lithium before, lithium now */
  field = texture(1, 1);
  /** contact before, contact now */
  contact = texture(1, 1);
  private shown = "";

  /** Takes over a frame; returns whether the picture before was of the same layer and grid. */
  take(frame: Frame, layer: keyof Frame["fields"]): boolean {
    const { columns, lithiumRows, electrolyteRows, fields } = frame;
    const rows = lithiumRows + electrolyteRows;
    const sameGrid = fits(this.field, columns, rows);
    const key = `${layer} ${lithiumRows}`;
    const sameLayer = sameGrid && this.shown === key;
    this.shown = key;
    if (!sameGrid) {
      this.field = replaced(this.field, columns, rows);
      this.contact = replaced(this.contact, columns, 1);
    }
    push(this.field, 0, fields[layer], sameLayer);
    push(this.field, 2, fields.lithium, sameGrid);
    push(this.contact, 0, frame.interface.contact, sameGrid);
    this.field.needsUpdate = true;
    this.contact.needsUpdate = true;
    return sameLayer;
  }
}

/** Shifts the new values to "before" and writes `values`; `keep` = false: before is now, too. */
function push(to: DataTexture, channel: number, values: Float32Array | undefined, keep: boolean) {
  const data = to.image.data as Float32Array;
  for (let i = 0, k = channel; k < data.length; i++, k += 4) {
    const value = values?.[i] ?? Number.NaN;
    const next = Number.isFinite(value) ? value : nothing;
    data[k] = keep ? data[k + 1]! : next;
    data[k + 1] = next;
  }
}

function fits(t: DataTexture, width: number, height: number): boolean {
  return t.image.width === width && t.image.height === height;
}

function replaced(old: DataTexture, width: number, height: number): DataTexture {
  old.dispose();
  return texture(width, height);
}

function texture(width: number, height: number): DataTexture {
  const made = new DataTexture(
    new Float32Array(4 * width * height),
    width,
    height,
    RGBAFormat,
    FloatType,
  );
  made.minFilter = NearestFilter;
  made.magFilter = NearestFilter;
  made.needsUpdate = true;
  return made;
}
