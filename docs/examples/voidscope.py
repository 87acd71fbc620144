"""Reads what Voidscope writes: runs and sweeps, as pandas and numpy.

    import voidscope
    run = voidscope.Run("out/strip")
    run.timeseries["Contact Fraction / 1"].plot()
    run.fields("pressure").shape                 # (steps, ny, nx)
    voidscope.sweep("out/sweep")                 # one row a case

One file, to be copied beside a script or a notebook. Needs pandas; fields need h5py, maps with coordinates xarray, parts of large
sweeps pyarrow.
"""

import glob
import json
import os

#: Columns of counts and indices; all others are floating-point numbers, whether their values look like it or not.
_COUNTS = ("Count / 1", "Index / 1")


class Run:
    """The directory of `voidscope run --out`."""

    def __init__(self, directory):
        self.directory = directory
        with open(os.path.join(directory, "record.json"), encoding="utf-8") as file:
            self.record = json.load(file)

    @property
    def scenario(self):
        """The scenario with every default filled in."""
        return self.record["scenario"]

    @property
    def events(self):
        """What happened, a row each."""
        import pandas

        return pandas.DataFrame(self.record["events"])

    @property
    def timeseries(self):
        """All observables against time, with the headers of the Battery Data Format: positive current charges."""
        import pandas

        path = os.path.join(self.directory, "timeseries.bdf.csv")
        with open(path, encoding="utf-8") as file:
            names = next(file).strip().split(",")
        types = {name: "Int64" if name.endswith(_COUNTS) else "float64" for name in names}
        return pandas.read_csv(path, dtype=types)

    def _hdf(self):
        import h5py

        return h5py.File(os.path.join(self.directory, "fields.vtkhdf"), "r")

    @property
    def field_names(self):
        with self._hdf() as file:
            return sorted(file["VTKHDF/CellData"].keys())

    def times(self):
        """Times of the pictures [s]."""
        with self._hdf() as file:
            return file["VTKHDF/Steps/Values"][:]

    def coordinates(self):
        """Centres of the cells along x and y [m]; the interface lies at y = 0."""
        import numpy

        with self._hdf() as file:
            attributes = file["VTKHDF"].attrs
            origin, spacing = attributes["Origin"], attributes["Spacing"]
            extent = attributes["WholeExtent"]
        return tuple(
            origin[k] + spacing[k] * (numpy.arange(extent[2 * k + 1] - extent[2 * k]) + 0.5)
            for k in (0, 1)
        )

    def fields(self, name, step=None):
        """A field [steps, ny, nx] as float32, or one step of it."""
        with self._hdf() as file:
            data = file[f"VTKHDF/CellData/{name}"]
            return data[:] if step is None else data[step]

    def to_xarray(self, *names):
        """Fields with their coordinates time, y and x, and their units."""
        import xarray

        x, y = self.coordinates()
        with self._hdf() as file:
            cells = file["VTKHDF/CellData"]
            variables = {
                name: (("time", "y", "x"), cells[name][:], {"units": _text(cells[name].attrs.get("units", "1"))})
                for name in names or sorted(cells.keys())
            }
        coordinates = {"time": self.times(), "y": y, "x": x}
        data = xarray.Dataset(variables, coords=coordinates)
        data["time"].attrs["units"] = "s"
        for axis in ("x", "y"):
            data[axis].attrs["units"] = "m"
        return data


def _text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def sweep(*directories):
    """The rows of `voidscope sweep --out`, one case a row; several parts of a sweep are read together."""
    import pandas

    frames = []
    for directory in directories:
        summary = os.path.join(directory, "results.csv")
        if os.path.exists(summary):
            frames.append(pandas.read_csv(summary))
            continue
        for part in sorted(glob.glob(os.path.join(directory, "rows", "*.parquet"))):
            frames.append(pandas.read_parquet(part))
    if not frames:
        raise FileNotFoundError(f"no rows in {', '.join(directories)}; let `voidscope sweep` end, or seal a part")
    rows = pandas.concat(frames, ignore_index=True)
    return rows.drop_duplicates("case").sort_values("case", ignore_index=True)
